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
  e = coder_app.c["0"].slug
  f = coder_app.f[0].slug
  g = module.c["x"].x
  h = module.f[0].x
  i = coder_app.c[0].nope
  j = coder_app.f["a"].nope
  k = coder_app.c[*].nope
  l = coder_app.f[*].slug
  m = values(coder_app.f)[*].slug
  n = module.c.x
  o = module.f.x
  p = coder_app.f.a.slug
  q = coder_app.c.slug
  r = coder_app.c.0.slug
  s = module.c.0.x
  t = [for a in coder_app.c : a.nope]
  u = { for k, a in coder_app.f : k => a.nope }
  v = module.c[*].nope
  w = [for m in module.f : m.nope]
  x = coder_app.c[-1].slug
  y = coder_app.c[0.5].slug
}
