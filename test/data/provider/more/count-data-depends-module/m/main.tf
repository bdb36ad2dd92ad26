terraform {
  required_providers {
    coder = { source = "coder/coder" }
  }
}
variable "agent" {}
data "coder_workspace" "late" {}
resource "coder_app" "b" {
  agent_id = var.agent
  slug     = "b"
  url      = "http://localhost/${data.coder_workspace.late.name}"
}
output "name" { value = data.coder_workspace.late.name }
