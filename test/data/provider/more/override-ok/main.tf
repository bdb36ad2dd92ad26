variable "a" {
  type      = string
  default   = "x"
}
resource "coder_app" "a" {
  count    = 2
  agent_id = coder_agent.main.id
  slug     = "a${count.index}"
  url      = "http://localhost"
  lifecycle {
    precondition {
      condition     = var.a == "x"
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
locals {
  l = 1
  m = local.l + 1
}
output "m" { value = local.m }
