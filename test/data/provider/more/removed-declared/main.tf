resource "coder_app" "b" {
  agent_id = coder_agent.main.id
  slug     = "b"
}
removed {
  from = coder_app.b
  lifecycle {
    destroy = false
  }
}
module "m" { source = "./m" }
removed {
  from = module.m
  lifecycle {
    destroy = false
  }
}
