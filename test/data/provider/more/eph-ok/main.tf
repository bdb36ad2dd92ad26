variable "e" {
  default   = "eph"
  ephemeral = true
}
module "m" {
  source = "./m"
  x      = var.e
}
output "n" { value = ephemeralasnull(module.m.y) }
provider "coder" {
  url = module.m.y
}
resource "terraform_data" "u" {
  provisioner "local-exec" {
    command = "echo ${var.e}"
  }
}
resource "coder_app" "a" {
  agent_id     = coder_agent.main.id
  slug         = "a"
  display_name = ephemeralasnull(var.e)
  lifecycle {
    precondition {
      condition     = var.e == "eph"
      error_message = "x"
    }
  }
}
