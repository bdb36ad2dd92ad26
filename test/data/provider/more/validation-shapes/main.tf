variable "a" {
  default = 1
  validation {
    condition     = var.b > 0
    error_message = "x"
  }
}
variable "b" {
  default = "abc"
  validation {
    condition     = var.b
    error_message = "x"
  }
}
variable "c" {
  default = 1
  validation {
    condition     = null
    error_message = "x"
  }
}
variable "d" {
  default = 1
  validation {
    condition     = var.d > 5
    error_message = null
  }
}
variable "e" {
  default = 1
  validation {
    condition     = true
    error_message = var.nope
  }
}
variable "f" {
  default = 1
  validation {
    condition = var.f == 1
  }
}
