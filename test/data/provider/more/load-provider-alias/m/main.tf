terraform {
  required_providers {
    coder = { source = "coder/coder" }
  }
}
variable "agent" {}
resource "coder_app" "c" {
  agent_id = var.agent
  slug     = "d"
}
