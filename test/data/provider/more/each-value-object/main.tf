locals {
  m = {
    a = { id = coder_agent.main.id, on = true }
    b = { id = coder_agent.main.id, on = false }
  }
}
resource "coder_app" "a" {
  for_each = { for k, v in local.m : k => v if v.on }
  agent_id = each.value.id
  slug     = each.key
}
resource "coder_app" "b" {
  for_each = local.m
  agent_id = each.value.id
  slug     = "b-${each.key}"
  hidden   = !each.value.on
  order    = each.value.nope
}
resource "coder_app" "c" {
  for_each = toset(["x"])
  agent_id = coder_agent.main.id
  slug     = "c-${each.value.foo}"
}
resource "coder_app" "d" {
  for_each = toset(["x"])
  agent_id = coder_agent.main.id
  slug     = "d-${each.valu}"
}
