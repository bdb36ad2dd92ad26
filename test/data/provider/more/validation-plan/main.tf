variable "b" {
  default = "abc"
  validation {
    condition     = var.b
    error_message = "x"
  }
}
variable "c" {
  type    = bool
  default = null
  validation {
    condition     = var.c
    error_message = "x"
  }
}
variable "d" {
  default = 1
  validation {
    condition     = var.d > 5
    error_message = var.d > 100 ? "a" : null
  }
}
variable "e" {
  default   = "sec"
  sensitive = true
  validation {
    condition     = var.e != "sec"
    error_message = "bad ${var.e}"
  }
}
variable "g" {
  default = [1]
  validation {
    condition     = alltrue([for x in var.g : x > 1])
    error_message = "bad"
  }
}
variable "h" {
  default = "x"
  validation {
    condition     = can(regex("^y", var.h))
    error_message = <<-EOT
      heredoc ${var.h}
    EOT
  }
}
