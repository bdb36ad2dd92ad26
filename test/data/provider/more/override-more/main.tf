variable "a" {
  type      = string
  default   = "x"
  sensitive = true
}
variable "b" {
  type    = number
  default = 1
  validation {
    condition     = var.b < 5
    error_message = "b"
  }
}
resource "coder_app" "a" {
  count    = 2
  agent_id = coder_agent.main.id
  slug     = "a${count.index}"
  lifecycle {
    precondition {
      condition     = var.b == 3
      error_message = "pre"
    }
  }
}
resource "coder_app" "b" {
  agent_id = coder_agent.main.id
  slug     = "b"
  dynamic "healthcheck" {
    for_each = [1]
    content {
      url       = "x"
      interval  = 1
      threshold = 1
    }
  }
}
provider "coder" {
  url = "https://one.example.com"
}
