data "coder_parameter" "p" {
  name    = "p"
  default = terraform_data.vm.id
}
resource "coder_app" "b" {
  agent_id = coder_agent.main.id
  slug     = "b"
  url      = "http://localhost/${data.coder_parameter.p.value}"
}
