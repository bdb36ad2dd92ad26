terraform {
  required_providers {
    coder = { source = "coder/coder" }
  }
}
variable "x" { type = number }
resource "coder_app" "e" {
  agent_id = "x"
  slug     = "E_"
}
