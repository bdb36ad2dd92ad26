resource "coder_app" "b" {
  agent_id = coder_agent.main.id
  slug     = "b"
}
moved {
  from = coder_app.a
  to   = coder_app.b
}
moved {
  from = module.old
  to   = module.new
}
module "new" { source = "./m" }
removed {
  from = coder_app.gone
  lifecycle {
    destroy = false
  }
}
removed {
  from = module.gone
  lifecycle {
    destroy = true
  }
}
check "c" {
  data "coder_workspace" "inner" {}
  assert {
    condition     = data.coder_workspace.inner.name == "zzz"
    error_message = "only a warning ${data.coder_workspace.inner.name}"
  }
}
