resource "coder_app" "größe-1" {
  agent_id = coder_agent.main.id
  slug     = local.ключ-2
}
locals {
  ключ-2 = "k"
  _a     = 1
  -b     = 2
}
