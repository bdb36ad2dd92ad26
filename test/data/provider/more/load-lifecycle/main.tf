variable "v" { default = true }
resource "coder_app" "a" {
  agent_id = coder_agent.main.id
  slug     = "a"
  lifecycle {
    create_before_destroy = var.v
    prevent_destroy       = "yes"
    ignore_changes        = "all"
    foo                   = 1
  }
}
resource "coder_app" "b" {
  agent_id = coder_agent.main.id
  slug     = "b"
  lifecycle {
    ignore_changes = all
  }
  lifecycle {
    ignore_changes = []
  }
}
resource "coder_app" "c" {
  agent_id = coder_agent.main.id
  slug     = "c"
  lifecycle {
    replace_triggered_by = [var.v]
    ignore_changes       = [all]
    precondition {
      condition = true
    }
    postcondition {
      error_message = "x"
    }
    postcondition "x" {
      condition     = true
      error_message = "x"
    }
    foo {}
  }
}
data "coder_workspace" "l" {
  lifecycle {
    create_before_destroy = true
    ignore_changes        = all
  }
}
resource "coder_app" "d" {
  agent_id = coder_agent.main.id
  slug     = "d"
  lifecycle {
    ignore_changes = [slug, "url", healthcheck[0].url, foo.bar, *]
  }
}
