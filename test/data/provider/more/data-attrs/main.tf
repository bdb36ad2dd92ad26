data "coder_workspace_owner" "me" {}
data "coder_provisioner" "me" {}
data "coder_parameter" "p" {
  name    = "p"
  default = "x"
}
data "coder_external_auth" "g" { id = "github" }
locals {
  a = data.coder_workspace.me.owner
  b = data.coder_workspace_owner.me.nam
  c = data.coder_provisioner.me.arc
  d = data.coder_parameter.p.valu
  e = data.coder_parameter.p.option[0].value
  f = data.coder_parameter.p.option.value
  g = data.coder_parameter.p.validation[0].nope
  h = data.coder_external_auth.g.token
  i = data.coder_external_auth.g.access_token
  j = coder_agent.main.token.x
  k = coder_agent.main.display_apps[0].vscode
  l = coder_agent.main.metadata[0].nope
  m = data.coder_workspace.me.start_count.x
  n = data.coder_workspace_owner.me.groups[0].x
  o = data.coder_workspace_owner.me.groups["a"]
  p = data.coder_workspace.me["name"]
  q = data.coder_workspace.me["nam"]
  r = data.coder_workspace.me[0]
  s = data.coder_workspace.me[0].name
  t = data.coder_workspace.me.*.name
  u = data.coder_workspace["me"].name
  v = coder_agent.main.env.FOO
  w = coder_agent.main.env["FOO"]
  x = coder_agent.main.env[0]
  y = coder_agent.main.connection_timeout
  z = coder_agent.main.startup_script.foo
}
