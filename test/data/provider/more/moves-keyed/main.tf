resource "coder_app" "a" {
  count    = 2
  agent_id = coder_agent.main.id
  slug     = "a${count.index}"
}
moved {
  from = coder_app.a[1]
  to   = coder_app.b
}
