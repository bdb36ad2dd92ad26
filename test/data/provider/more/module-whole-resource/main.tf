resource "coder_app" "many" {
  count    = 2
  agent_id = coder_agent.main.id
  slug     = "m${count.index}"
}
resource "coder_app" "keyed" {
  for_each = toset(["k1", "k2"])
  agent_id = coder_agent.main.id
  slug     = each.key
}
module "m" {
  source = "./m"
  agent  = coder_agent.main
  apps   = coder_app.many
  keyed  = coder_app.keyed
}
module "zero" {
  source = "./m"
  count  = 0
  agent  = coder_agent.main
  apps   = []
  keyed  = {}
}
output "z" { value = module.zero }
output "zs" { value = module.zero[*].all }
output "one" { value = one(module.zero[*].all) }
output "m" { value = module.m.all }
output "os" { value = module.m.os }
