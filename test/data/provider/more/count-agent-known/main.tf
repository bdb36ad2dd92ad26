resource "coder_app" "a" {
  count    = coder_agent.main.id != null ? 1 : 0
  agent_id = coder_agent.main.id
  slug     = "a"
}
resource "coder_app" "b" {
  count    = coder_agent.main.id == null ? 1 : 0
  agent_id = coder_agent.main.id
  slug     = "b"
}
resource "coder_app" "c" {
  count    = "x-${coder_agent.main.id}" == "y" ? 1 : 0
  agent_id = coder_agent.main.id
  slug     = "c"
}
resource "coder_app" "d" {
  count    = "x-${coder_agent.main.id}" == "" ? 1 : 0
  agent_id = coder_agent.main.id
  slug     = "d"
}
resource "coder_app" "e" {
  count    = length("x-${coder_agent.main.id}") > 0 ? 1 : 0
  agent_id = coder_agent.main.id
  slug     = "e"
}
resource "coder_app" "f" {
  count    = startswith("x-${coder_agent.main.id}", "x") ? 1 : 0
  agent_id = coder_agent.main.id
  slug     = "f"
}
resource "coder_app" "g" {
  count    = length(["x", coder_agent.main.id])
  agent_id = coder_agent.main.id
  slug     = "g${count.index}"
}
resource "coder_app" "h" {
  count    = coder_agent.main.startup_script == null ? 0 : 1
  agent_id = coder_agent.main.id
  slug     = "h"
}
resource "coder_app" "i" {
  count    = coder_agent.main.os == "linux" ? 1 : 0
  agent_id = coder_agent.main.id
  slug     = "i"
}
resource "coder_app" "j" {
  count    = coder_agent.main.auth == "token" ? 1 : 0
  agent_id = coder_agent.main.id
  slug     = "j"
}
resource "coder_app" "k" {
  count    = length(coder_agent.main.metadata)
  agent_id = coder_agent.main.id
  slug     = "k"
}
resource "coder_app" "l" {
  count    = length(coder_app.a)
  agent_id = coder_agent.main.id
  slug     = "l"
}
resource "coder_app" "m" {
  for_each = { for k, v in { a = coder_agent.main.id } : k => v }
  agent_id = each.value
  slug     = "m"
}
resource "coder_app" "n" {
  count    = signum(length(coder_agent.main.*.id))
  agent_id = coder_agent.main.id
  slug     = "n"
}
resource "coder_app" "o" {
  count    = terraform_data.vm.output == null ? 0 : 1
  agent_id = coder_agent.main.id
  slug     = "o"
}
