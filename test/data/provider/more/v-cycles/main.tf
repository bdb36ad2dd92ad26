locals {
  a = local.b
  b = local.c
  c = local.a
  self = local.self
}
resource "coder_app" "x" {
  agent_id = coder_agent.main.id
  slug     = coder_app.y.slug
}
resource "coder_app" "y" {
  agent_id = coder_agent.main.id
  slug     = coder_app.x.slug
}
