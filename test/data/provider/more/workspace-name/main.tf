data "coder_workspace_owner" "me" {}
resource "coder_app" "b" {
  agent_id     = coder_agent.main.id
  slug         = "b-${terraform.workspace}"
  display_name = "${data.coder_workspace_owner.me.name}/${data.coder_workspace.me.name}"
  url          = "${data.coder_workspace.me.access_url}/x:${data.coder_workspace.me.access_port}"
  order        = data.coder_workspace.me.start_count * 5
  hidden       = data.coder_workspace.me.transition == "stop"
}
output "applying" { value = ephemeralasnull(terraform.applying) }
