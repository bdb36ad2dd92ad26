provider "coder" {
  alias = "second"
}
resource "coder_app" "a" {
  provider = coder.second
  agent_id = coder_agent.main.id
  slug     = "a"
}
resource "coder_app" "b" {
  provider = coder.third
  agent_id = coder_agent.main.id
  slug     = "b"
}
resource "coder_app" "c" {
  provider = "coder"
  agent_id = coder_agent.main.id
  slug     = "c"
}
module "m" {
  source    = "./m"
  providers = { coder = coder.fourth }
  agent     = coder_agent.main.id
}
