terraform {
  required_providers {
    coder = { source = "coder/coder" }
  }
}
variable "agent" {}
variable "s" { default = "m" }
resource "coder_app" "e" {
  agent_id = var.agent
  slug     = var.s
}
output "slug" { value = coder_app.e.slug }
