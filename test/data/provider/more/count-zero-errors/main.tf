variable "z" { default = 0 }
resource "coder_app" "a" {
  count    = var.z
  agent_id = coder_agent.main.id
  slug     = "A${count.index}"
}
resource "coder_app" "b" {
  count    = 0
  agent_id = coder_agent.main.id
  slug     = tonumber("x")
}
resource "coder_app" "c" {
  for_each = {}
  agent_id = coder_agent.main.id
  slug     = "C-${each.key}"
}
resource "coder_app" "d" {
  for_each = {}
  agent_id = coder_agent.main.id
  slug     = "c"
  share    = each.value.nope
}
module "m" {
  source = "./m"
  count  = var.z
  x      = tonumber("y")
}
