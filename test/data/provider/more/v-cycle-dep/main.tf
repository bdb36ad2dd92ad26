module "a" {
  source     = "./a"
  depends_on = [coder_app.x]
}
resource "coder_app" "x" {
  agent_id     = coder_agent.main.id
  slug         = "x"
  display_name = module.a.out
}
