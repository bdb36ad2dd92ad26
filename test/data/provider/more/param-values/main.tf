data "coder_parameter" "p1" {
  name = "p1"
  type = "int"
}
data "coder_parameter" "p2" {
  name      = "p2"
  type      = "string"
  form_type = "slider"
}
data "coder_parameter" "p3" {
  name    = "p3"
  type    = "number"
  default = "x"
}
data "coder_parameter" "p4" {
  name    = "p4"
  type    = "bool"
  default = "yes"
}
data "coder_parameter" "p5" {
  name    = "p5"
  type    = "list(string)"
  default = "a"
}
data "coder_parameter" "p6" {
  name    = "p6"
  default = "c"
  option {
    name  = "a"
    value = "a"
  }
}
data "coder_parameter" "p7" {
  name    = "p7"
  type    = "number"
  default = 5
  validation {
    min = 1
    max = 3
  }
}
data "coder_parameter" "p8" {
  name    = "p8"
  type    = "number"
  default = 5
  validation {
    regex = "^x"
    error = "no"
  }
}
data "coder_parameter" "p9" {
  name    = "p9"
  default = "x"
  validation {
    min = 1
  }
}
data "coder_parameter" "p10" {
  name    = "p10"
  default = "x"
  validation {
    regex = "^y"
  }
}
data "coder_parameter" "p11" {
  name    = "p11"
  default = "x"
  validation {
    regex = "("
    error = "e"
  }
}
data "coder_parameter" "p12" {
  name      = "p12"
  default   = "x"
  ephemeral = true
}
data "coder_parameter" "p13" {
  name      = "p13"
  ephemeral = true
  mutable   = true
}
data "coder_parameter" "p14" {
  name    = "p14"
  type    = "number"
  default = 1
  validation {
    monotonic = "up"
  }
}
data "coder_parameter" "p15" {
  name = "p15"
  icon = "%zz"
}
data "coder_parameter" "p16" {
  name  = "p16"
  order = "x"
}
data "coder_parameter" "p17" {
  default = 1
}
data "coder_parameter" "p18" {
  name = "p18"
  type = "bool"
  default = true
  option {
    name  = "Yes"
    value = true
  }
  option {
    name  = "No"
    value = false
  }
}
data "coder_parameter" "p19" {
  name = "p19"
  default = "a"
  option {
    name  = "A"
    value = "a"
  }
  option {
    name  = "B"
    value = "a"
  }
}
data "coder_parameter" "p20" {
  name      = "p20"
  type      = "list(string)"
  form_type = "multi-select"
  default   = jsonencode(["a", "z"])
  option {
    name  = "A"
    value = "a"
  }
}
data "coder_parameter" "p21" {
  name      = "p21"
  form_type = "checkbox"
}
data "coder_parameter" "p22" {
  name      = "p22"
  form_type = "radio"
}
data "coder_parameter" "p23" {
  name    = "p23"
  styling = "{"
}
data "coder_parameter" "p24" {
  name    = "p24"
  default = ["x"]
}
data "coder_parameter" "p25" {
  name    = "p25"
  type    = "number"
  default = 1.5
  validation {
    min = 1
    max = 2
  }
}
data "coder_parameter" "p26" {
  name  = "p26"
  value = "x"
}
data "coder_parameter" "p27" {
  name     = "p27"
  optional = true
}
data "coder_parameter" "p28" {
  name = "p28"
  validation {}
  default = "1"
}
data "coder_parameter" "p29" {
  name    = "p29"
  default = "x"
  option {
    name = "x"
  }
}
