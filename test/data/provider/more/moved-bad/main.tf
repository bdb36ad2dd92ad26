resource "coder_app" "b" {
  agent_id = coder_agent.main.id
  slug     = "b"
}
resource "coder_app" "c" {
  agent_id = coder_agent.main.id
  slug     = "c"
}
moved {
  from = coder_app.b
  to   = coder_app.c
}
moved {
  from = coder_app.x
  to   = coder_app.c
}
moved {
  from = coder_app.x
  to   = coder_app.b
}
moved {
  from = coder_app.q
  to   = terraform_data.q
}
moved {
  from = coder_app.z
  to   = coder_app.zz
}
moved {
  from = coder_app.zz
  to   = coder_app.z
}
