variable "s" {
  default   = { a = "x" }
  sensitive = true
}
variable "sv" {
  default   = "x"
  sensitive = true
}
resource "terraform_data" "t" { input = { a = 1 } }
resource "coder_app" "a" {
  for_each = var.s
  agent_id = coder_agent.main.id
  slug     = "s${each.key}"
}
resource "coder_app" "b" {
  for_each = { a = var.sv }
  agent_id = coder_agent.main.id
  slug     = "b-${each.key}-${each.value}"
}
resource "coder_app" "c" {
  for_each = toset(["a", null])
  agent_id = coder_agent.main.id
  slug     = each.key
}
resource "coder_app" "d" {
  for_each = tolist(["a"])
  agent_id = coder_agent.main.id
  slug     = each.key
}
resource "coder_app" "e" {
  for_each = "abc"
  agent_id = coder_agent.main.id
  slug     = each.key
}
resource "coder_app" "f" {
  for_each = 3
  agent_id = coder_agent.main.id
  slug     = each.key
}
resource "coder_app" "g" {
  for_each = null
  agent_id = coder_agent.main.id
  slug     = each.key
}
resource "coder_app" "h" {
  for_each = { (terraform_data.t.id) = 1 }
  agent_id = coder_agent.main.id
  slug     = "h"
}
resource "coder_app" "i" {
  for_each = toset([terraform_data.t.id])
  agent_id = coder_agent.main.id
  slug     = "i"
}
resource "coder_app" "j" {
  for_each = terraform_data.t.output
  agent_id = coder_agent.main.id
  slug     = "j"
}
resource "coder_app" "k" {
  for_each = { a = terraform_data.t.id }
  agent_id = coder_agent.main.id
  slug     = "k-${each.key}"
  url      = "http://localhost/${each.value}"
}
resource "coder_app" "l" {
  for_each = toset([])
  agent_id = coder_agent.main.id
  slug     = "l-${each.key}"
}
resource "coder_app" "m" {
  for_each = { for i in range(2) : i => i }
  agent_id = coder_agent.main.id
  slug     = "m-${each.key}"
}
resource "coder_app" "n" {
  for_each = toset([true])
  agent_id = coder_agent.main.id
  slug     = "n"
}
resource "coder_app" "o" {
  for_each = toset([[1]])
  agent_id = coder_agent.main.id
  slug     = "n"
}
resource "coder_app" "p" {
  for_each = setunion(["a"], ["b"])
  agent_id = coder_agent.main.id
  slug     = "p-${each.value}"
}
resource "coder_app" "q" {
  for_each = toset(sensitive(["a"]))
  agent_id = coder_agent.main.id
  slug     = "q"
}
resource "coder_app" "r" {
  for_each = each.key
  agent_id = coder_agent.main.id
  slug     = "q"
}
resource "coder_app" "s" {
  for_each = coder_agent.main
  agent_id = coder_agent.main.id
  slug     = "q"
}
