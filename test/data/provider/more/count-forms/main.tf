variable "s" {
  default   = 1
  sensitive = true
}
variable "ns" {
  default = "2"
}
resource "terraform_data" "t" { input = 2 }
resource "coder_app" "sensitive" {
  count    = var.s
  agent_id = coder_agent.main.id
  slug     = "s${count.index}"
}
resource "coder_app" "float" {
  count    = 1.5
  agent_id = coder_agent.main.id
  slug     = "f${count.index}"
}
resource "coder_app" "text" {
  count    = var.ns
  agent_id = coder_agent.main.id
  slug     = "t${count.index}"
}
resource "coder_app" "bool" {
  count    = true
  agent_id = coder_agent.main.id
  slug     = "b${count.index}"
}
resource "coder_app" "list" {
  count    = ["a"]
  agent_id = coder_agent.main.id
  slug     = "l${count.index}"
}
resource "coder_app" "unknown" {
  count    = terraform_data.t.output
  agent_id = coder_agent.main.id
  slug     = "u${count.index}"
}
resource "coder_app" "unknownlen" {
  count    = length(terraform_data.t.id)
  agent_id = coder_agent.main.id
  slug     = "v${count.index}"
}
resource "coder_app" "selfref" {
  count    = count.index
  agent_id = coder_agent.main.id
  slug     = "w"
}
resource "coder_app" "agentknown" {
  count    = length([coder_agent.main.id, coder_agent.main.token])
  agent_id = coder_agent.main.id
  slug     = "x${count.index}"
}
