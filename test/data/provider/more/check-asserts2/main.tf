variable "v" { default = "x" }
check "a" {
  assert {
    condition     = var.v
    error_message = "x"
  }
}
check "b" {
  assert {
    condition     = var.v == "y"
    error_message = "x ${var.v + 1}"
  }
}
check "c" {
  assert {
    condition     = null == var.v ? null : null
    error_message = "x"
  }
}
check "d" {
  data "coder_parameter" "p" {
    name    = "p"
    type    = "number"
    default = "abc"
  }
  assert {
    condition     = data.coder_parameter.p.value == "1"
    error_message = "x"
  }
}
