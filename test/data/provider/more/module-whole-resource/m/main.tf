terraform {
  required_providers {
    coder = { source = "coder/coder" }
  }
}
variable "agent" { type = object({ id = string, os = string, arch = string }) }
variable "apps" { type = list(object({ slug = string })) }
variable "keyed" { type = map(object({ slug = string, share = string })) }
resource "coder_app" "x" {
  agent_id = var.agent.id
  slug     = "x-${join("", var.apps[*].slug)}-${join("", [for k, v in var.keyed : "${k}${v.share}"])}"
}
output "all" { value = concat(var.apps[*].slug, keys(var.keyed)) }
output "os" { value = var.agent.os }
