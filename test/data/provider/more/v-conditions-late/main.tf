resource "coder_app" "d" {
  agent_id = coder_agent.main.id
  slug     = "d"
  lifecycle {
    precondition {
      condition     = coder_agent.main.id != ""
      error_message = "x"
    }
    precondition {
      condition     = coder_agent.main.id != null
      error_message = "y"
    }
    postcondition {
      condition     = self.id != null && self.agent_id != ""
      error_message = "late"
    }
  }
}
