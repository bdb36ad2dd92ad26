variable "e" {
  default   = "eph"
  ephemeral = true
}
locals {
  x = "a-${var.e}"
}
output "a" { value = var.e }
resource "coder_app" "a" {
  agent_id = coder_agent.main.id
  slug     = local.x
}
resource "coder_app" "b" {
  count    = length(var.e)
  agent_id = coder_agent.main.id
  slug     = "b${count.index}"
}
module "m" {
  source = "./m"
  x      = var.e
}
output "b" {
  value     = var.e
  ephemeral = true
}
output "c" { value = ephemeralasnull(var.e) }
resource "terraform_data" "t" {
  input = local.x
}
resource "terraform_data" "u" {
  provisioner "local-exec" {
    command = "echo ${var.e}"
  }
}
