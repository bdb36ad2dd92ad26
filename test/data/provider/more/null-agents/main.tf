data "coder_parameter" "two" {
  name    = "two"
  type    = "bool"
  default = "false"
}
resource "coder_agent" "second" {
  count = data.coder_parameter.two.value == "true" ? 1 : 0
  os    = "linux"
  arch  = "amd64"
}
resource "coder_app" "a" {
  agent_id = try(coder_agent.second[0].id, coder_agent.main.id)
  slug     = "a"
}
resource "coder_app" "b" {
  count    = length(coder_agent.second)
  agent_id = coder_agent.second[count.index].id
  slug     = "b"
}
resource "coder_app" "c" {
  for_each = { for i, x in coder_agent.second : "k${i}" => x.id }
  agent_id = each.value
  slug     = each.key
}
resource "coder_app" "d" {
  agent_id = one(coder_agent.second[*].id) == null ? coder_agent.main.id : one(coder_agent.second[*].id)
  slug     = "d"
}
resource "coder_app" "e" {
  agent_id = coalesce(one(coder_agent.second[*].id), coder_agent.main.id)
  slug     = "e"
}
resource "coder_app" "f" {
  agent_id = concat(coder_agent.second[*].id, [coder_agent.main.id])[0]
  slug     = "f"
}
resource "coder_app" "g" {
  agent_id = element(concat(coder_agent.second[*].id, [coder_agent.main.id]), 0)
  slug     = "g"
}
resource "coder_app" "h" {
  agent_id = join("", coder_agent.second[*].id)
  slug     = "h"
}
resource "coder_app" "i" {
  agent_id = data.coder_parameter.two.value == "true" ? coder_agent.second[0].id : coder_agent.main.id
  slug     = "i"
}
