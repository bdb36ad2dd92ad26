variable "s" {
  default   = "sec"
  sensitive = true
}
variable "m" {
  default   = { a = 1, b = 2 }
  sensitive = true
}
locals {
  up = upper(var.s)
}
output "a" {
  value     = "x-${var.s}"
  sensitive = true
}
output "b" { value = nonsensitive("x-${var.s}") }
output "c" { value = length(var.s) > 100 ? "a" : "b" }
output "d" { value = [for k, v in var.m : k] }
output "e" { value = keys(var.m) }
output "f" { value = issensitive(local.up) }
output "g" { value = { a = var.s } }
resource "coder_app" "x" {
  agent_id     = coder_agent.main.id
  slug         = "x"
  display_name = local.up
  url          = "http://localhost/${var.s}"
}
resource "coder_app" "y" {
  for_each = var.m
  agent_id = coder_agent.main.id
  slug     = each.key
}
resource "coder_app" "z" {
  count    = length(var.m)
  agent_id = coder_agent.main.id
  slug     = "z${count.index}"
}
resource "coder_app" "w" {
  for_each = nonsensitive(toset(keys(var.m)))
  agent_id = coder_agent.main.id
  slug     = each.key
}
module "m" {
  source = "./m"
  x      = var.s
}
output "h" { value = module.m.x }
output "i" { value = module.m.y }
resource "coder_app" "d" {
  agent_id = coder_agent.main.id
  slug     = "d"
  dynamic "healthcheck" {
    for_each = var.m
    content {
      url       = "x"
      interval  = 1
      threshold = 1
    }
  }
}
