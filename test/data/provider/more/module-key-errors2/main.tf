module "c" {
  source = "./m"
  count  = 2
}
module "f" {
  source   = "./m"
  for_each = toset(["a"])
}
resource "coder_app" "c" {
  count    = 1
  agent_id = coder_agent.main.id
  slug     = "c"
}
resource "coder_app" "f" {
  for_each = toset(["a"])
  agent_id = coder_agent.main.id
  slug     = "f"
}
locals {
  a = module.c[5].x
  b = module.f["b"].x
  c = coder_app.c[1].slug
  d = coder_app.f["b"].slug
}
