resource "coder_app" "a" {
  agent_id = coder_agent.main.id
  slug     = "a"
}
moved {
  from = coder_app.a
  to   = coder_app.b[0]
}
