variable "a" {
  default   = "x"
}
resource "coder_app" "a" {
  agent_id = coder_agent.main.id
  slug     = "a"
  lifecycle {
    precondition {
      condition     = var.a == "y"
      error_message = "pre ${var.a}"
    }
  }
}
variable "v" {
  default = 9
  validation {
    condition     = var.v < 5
    error_message = "v"
  }
}
output "o" {
  value = 1
  precondition {
    condition     = var.a == "y"
    error_message = "o"
  }
}
