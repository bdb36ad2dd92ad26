resource "coder_app" "a" {
  count    = try(coder_agent.main.id, null) != null ? 1 : 0
  agent_id = coder_agent.main.id
  slug     = "a"
}
resource "coder_app" "b" {
  count    = can(coder_agent.main.id) ? 1 : 0
  agent_id = coder_agent.main.id
  slug     = "b"
}
resource "coder_app" "c" {
  count    = length(compact([coder_agent.main.id])) > 0 ? 1 : 0
  agent_id = coder_agent.main.id
  slug     = "c"
}
resource "coder_app" "d" {
  for_each = toset(compact(["a", coder_agent.main.token]))
  agent_id = coder_agent.main.id
  slug     = "d"
}
resource "coder_app" "e" {
  count    = "x-${coder_agent.main.id}" == "y" ? 1 : 0
  agent_id = coder_agent.main.id
  slug     = "e"
}
