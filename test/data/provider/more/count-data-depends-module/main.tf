module "m" {
  source     = "./m"
  agent      = coder_agent.main.id
  depends_on = [terraform_data.vm]
}
output "n" { value = module.m.name }
