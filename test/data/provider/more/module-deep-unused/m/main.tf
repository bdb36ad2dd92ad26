terraform {
  required_providers {
    coder = { source = "coder/coder" }
  }
}
resource "coder_app" "bad" {
  agent_id = "x"
  slug     = "BAD"
}
locals {
  wrong = tonumber("x")
}
