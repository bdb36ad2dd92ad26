variable "v" { default = true }
resource "coder_app" "c" {
  agent_id = coder_agent.main.id
  slug     = "c"
  lifecycle {
    replace_triggered_by = [var.v]
  }
}
resource "coder_app" "d" {
  agent_id = coder_agent.main.id
  slug     = "d"
  lifecycle {
    replace_triggered_by = [coder_app.c.slug, coder_agent.main, coder_app.c["x"], data.coder_workspace.me, coder_app.c[count.index], each.key]
  }
}
resource "coder_app" "e" {
  agent_id = coder_agent.main.id
  slug     = "e"
  lifecycle {
    replace_triggered_by = coder_app.c
  }
}
resource "coder_app" "f" {
  agent_id = coder_agent.main.id
  slug     = "f"
  lifecycle {
    prevent_destroy = null
    precondition {
      condition     = self.slug == "f"
      error_message = "x"
    }
  }
}
resource "coder_app" "g" {
  agent_id = coder_agent.main.id
  slug     = "g"
  lifecycle {
    precondition {
      condition     = true
      error_message = "static"
    }
    postcondition {
      condition     = true
      error_message = "x"
      foo           = 1
    }
  }
}
data "coder_workspace" "l" {
  lifecycle {
    prevent_destroy = true
    replace_triggered_by = [coder_app.c]
  }
}
