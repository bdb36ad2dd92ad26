variable "lo" {
  type    = number
  default = 1
}
variable "hi" {
  type    = number
  default = 0
  validation {
    condition     = var.hi > var.lo
    error_message = "hi ${var.hi} must be over ${var.lo}."
  }
  validation {
    condition     = contains([for a in local.list : a], var.hi)
    error_message = "not in list"
  }
}
variable "n" {
  type     = string
  default  = null
  nullable = false
}
variable "s" {
  default = "x"
  validation {
    condition     = length(var.s) > 3
    error_message = "short"
  }
}
variable "u" {
  default = "x"
  validation {
    condition     = true
    error_message = "lower case no stop"
  }
}
locals { list = [1, 2] }
resource "coder_app" "a" {
  agent_id = coder_agent.main.id
  slug     = "a${var.hi}"
}
