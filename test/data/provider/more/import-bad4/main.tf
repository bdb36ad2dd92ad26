resource "coder_app" "b" {
  agent_id = coder_agent.main.id
  slug     = "b"
}
import {
  to = coder_app.b
  id = local.nope
}
import {
  for_each = var.nope
  to       = coder_app.b[each.key]
  id       = each.value
}
