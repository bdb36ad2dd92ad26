resource "coder_app" "größe-1" {
  agent_id = coder_agent.main.id
  slug     = local.ключ-2
}
resource "coder_app" "_x" {
  agent_id     = coder_agent.main.id
  slug         = "x${var.名}${local._a}"
  display_name = coder_app.größe-1.slug
}
variable "名" { default = 5 }
locals {
  ключ-2 = "k"
  _a     = 1
}
output "ключ" { value = coder_app._x.slug }
