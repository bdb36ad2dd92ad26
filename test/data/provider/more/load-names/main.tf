resource "coder_app" "1a" {
  agent_id = coder_agent.main.id
  slug     = "a"
}
resource "coder_app" "a b" {
  agent_id = coder_agent.main.id
  slug     = "a"
}
resource "coder_app" "a.b" {
  agent_id = coder_agent.main.id
  slug     = "a"
}
resource "coder_app" "-a" {
  agent_id = coder_agent.main.id
  slug     = "a"
}
resource "coder_app" "" {
  agent_id = coder_agent.main.id
  slug     = "a"
}
variable "count" {}
variable "source" {}
variable "for_each" {}
variable "version" {}
variable "providers" {}
variable "lifecycle" {}
variable "depends_on" {}
variable "locals" {}
variable "connection" {}
variable "provisioner" {}
variable "1x" {}
variable "a b" {}
output "1x" { value = 1 }
output "a.b" { value = 1 }
module "1x" { source = "./m" }
locals {
  "quoted" = 1
}
check "1" {
  assert {
    condition     = true
    error_message = "x"
  }
}
