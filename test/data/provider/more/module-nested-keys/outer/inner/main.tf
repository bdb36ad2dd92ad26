terraform {
  required_providers {
    coder = { source = "coder/coder" }
  }
}
variable "agent" {}
variable "slug" {}
resource "coder_app" "this" {
  for_each = { main = "m" }
  agent_id = var.agent
  slug     = "${var.slug}-${each.value}"
  url      = "http://localhost/${basename(path.module)}/${path.root}"
}
output "slug" { value = coder_app.this["main"].slug }
