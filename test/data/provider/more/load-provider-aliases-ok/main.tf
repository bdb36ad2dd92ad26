provider "coder" {}
provider "coder" {
  alias = "second"
}
module "m" {
  source    = "./m"
  providers = { coder = coder.second, coder.x = coder }
  agent     = coder_agent.main.id
}
