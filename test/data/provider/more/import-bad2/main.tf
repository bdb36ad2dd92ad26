resource "coder_app" "b" {
  agent_id = coder_agent.main.id
  slug     = "b"
}
import {
  to = coder_app.b
  id = coder_agent.main.id
}
