terraform {
  required_providers {
    coder = {
      source                = "coder/coder"
      configuration_aliases = [coder.x]
    }
  }
}
variable "agent" {}
resource "coder_app" "c" {
  agent_id = var.agent
  slug     = "c"
}
resource "coder_app" "d" {
  provider = coder.x
  agent_id = var.agent
  slug     = "d"
}
