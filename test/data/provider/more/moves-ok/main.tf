resource "coder_app" "a" {
  count    = 1
  agent_id = coder_agent.main.id
  slug     = "a"
}
resource "coder_app" "b" {
  for_each = toset(["x"])
  agent_id = coder_agent.main.id
  slug     = "b"
}
module "m" {
  source = "./m"
  count  = 1
}
moved {
  from = coder_app.a
  to   = coder_app.a[0]
}
moved {
  from = coder_app.old[0]
  to   = coder_app.b["x"]
}
moved {
  from = module.m
  to   = module.m[0]
}
moved {
  from = coder_app.was
  to   = module.m[0].coder_app.was
}
moved {
  from = coder_app.p
  to   = coder_app.q
}
moved {
  from = coder_app.q
  to   = coder_app.r
}
moved {
  from = coder_app.p
  to   = coder_app.q
}
