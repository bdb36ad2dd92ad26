data "coder_parameter" "cpu" {
  name         = "cpu"
  display_name = "CPU"
  type         = "string"
  form_type    = "dropdown"
  default      = "2"
  mutable      = true
  icon         = "/icon/memory.svg"

  dynamic "option" {
    for_each = [2, 4, 8]
    content {
      name  = "${option.value} cores"
      value = option.value
    }
  }
}

data "coder_parameter" "memory" {
  name         = "memory"
  display_name = "Memory"
  description  = "In GB"
  type         = "number"
  form_type    = "slider"
  default      = "4"
  mutable      = true

  validation {
    min   = 2
    max   = 16
    error = "Between {min} and {max} GB, not {value}."
  }
}

data "coder_parameter" "disk" {
  name         = "disk"
  display_name = "Home disk"
  description  = "In GB; it can grow, but not shrink"
  type         = "number"
  default      = "10"
  mutable      = true

  validation {
    min       = 1
    max       = 500
    monotonic = "increasing"
  }
}

data "coder_parameter" "app_port" {
  name         = "app_port"
  display_name = "Port of the dev server"
  type         = "number"
  default      = "8080"
  mutable      = true

  validation {
    min = 1024
    max = 65535
  }
}
