data "coder_parameter" "n" {
  name    = "n"
  type    = "number"
  default = 2
}
module "c" {
  source = "./m"
  count  = data.coder_parameter.n.value
  agent  = coder_agent.main.id
  i      = count.index
}
output "a" { value = module.c[*].slug }
output "b" { value = one(module.c[*].slug) == null ? "none" : "one" }
output "c" { value = try(module.c[0].slug, "none") }
output "d" { value = length(module.c) }
output "e" { value = [for x in module.c : x.id] }
output "f" { value = module.c }
resource "coder_app" "r" {
  count    = length(module.c)
  agent_id = coder_agent.main.id
  slug     = "r-${module.c[count.index].slug}"
}
