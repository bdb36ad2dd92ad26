terraform {
  required_providers {
    coder = { source = "coder/coder" }
  }
}
variable "agent" {}
variable "i" {}
resource "coder_app" "x" {
  agent_id = var.agent
  slug     = "x${var.i}"
}
output "slug" { value = coder_app.x.slug }
output "id" { value = coder_app.x.id }
