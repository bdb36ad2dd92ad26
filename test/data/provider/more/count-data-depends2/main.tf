data "coder_workspace" "late" {
  depends_on = [coder_agent.main]
}
resource "coder_app" "b" {
  count    = data.coder_workspace.late.start_count
  agent_id = coder_agent.main.id
  slug     = "b"
}
