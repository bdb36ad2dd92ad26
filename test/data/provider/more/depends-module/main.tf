module "m" {
  source     = "./m"
  agent      = coder_agent.main.id
  depends_on = [coder_agent.main, terraform_data.vm, module.n, local.x, var.y, data.coder_workspace.me]
}
module "n" {
  source = "./m"
  agent  = coder_agent.main.id
  s      = "n"
}
locals { x = 1 }
variable "y" { default = 1 }
output "z" {
  value      = module.m.slug
  depends_on = [module.n.slug, module.n]
}
