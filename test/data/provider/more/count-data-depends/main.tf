data "coder_parameter" "p" {
  name       = "p"
  default    = "1"
  depends_on = [terraform_data.vm]
}
data "coder_workspace" "late" {
  depends_on = [coder_agent.main]
}
resource "coder_app" "b" {
  agent_id = coder_agent.main.id
  slug     = "b-${data.coder_parameter.p.value}"
  url      = "http://localhost/${data.coder_workspace.late.name}"
}
