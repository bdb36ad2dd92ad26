module "m" {
  source = "./m"
  agent  = coder_agent.main.id
}
