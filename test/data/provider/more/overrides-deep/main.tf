variable "v" {
  type    = number
  default = 1
}
locals {
  a = "base"
  b = "base"
}
resource "coder_app" "a" {
  agent_id = coder_agent.main.id
  slug     = "a"
  url      = "http://localhost:${var.v}/${local.a}/${local.b}"
  healthcheck {
    url       = "x"
    interval  = 1
    threshold = 1
  }
  lifecycle {
    ignore_changes = [url]
  }
}
module "m" {
  source = "./one"
  x      = "1"
}
output "o" {
  value       = module.m.x
  description = "d"
}
