resource "coder_script" "s1" {
  agent_id     = coder_agent.main.id
  display_name = "x"
  script       = "y"
  cron         = "bad"
}
resource "coder_script" "s2" {
  agent_id     = coder_agent.main.id
  display_name = "x"
  script       = "y"
  cron         = "@daily"
}
resource "coder_script" "s3" {
  agent_id     = coder_agent.main.id
  display_name = "x"
  script       = "y"
  cron         = "0 0 * * * *"
  timeout      = -5
}
resource "coder_script" "s4" {
  agent_id     = coder_agent.main.id
  script       = "y"
  run_on_start = true
}
resource "coder_script" "s5" {
  agent_id     = coder_agent.main.id
  display_name = "x"
  script       = "y"
  run_on_start = true
  icon         = "%zz"
}
resource "coder_script" "s6" {
  agent_id     = coder_agent.main.id
  display_name = "x"
  script       = "y"
  run_on_start = true
  log_path     = 5
  foo          = 1
}
resource "coder_env" "e1" {
  agent_id = coder_agent.main.id
  name     = "A B"
  value    = "x"
}
resource "coder_env" "e2" {
  agent_id = coder_agent.main.id
  name     = ""
}
resource "coder_env" "e3" {
  agent_id = coder_agent.main.id
  name     = "1A"
  value    = "x"
}
resource "coder_env" "e4" {
  agent_id = coder_agent.main.id
  name     = "A"
  merge_strategy = "x"
}
resource "coder_env" "e5" {
  agent_id = coder_agent.main.id
  name     = "A.B-c"
}
resource "coder_metadata" "m1" {
  resource_id = terraform_data.vm.id
}
resource "coder_metadata" "m2" {
  resource_id = terraform_data.vm.id
  item {
    value = "x"
  }
}
resource "coder_metadata" "m3" {
  resource_id = terraform_data.vm.id
  icon        = "%zz"
  daily_cost  = "x"
  item {
    key = "a"
  }
}
resource "coder_metadata" "m4" {
  item {
    key = "a"
  }
}
resource "coder_devcontainer" "d1" {
  agent_id = coder_agent.main.id
}
resource "coder_devcontainer" "d2" {
  agent_id         = coder_agent.main.id
  workspace_folder = "x"
  config_path      = 5
}
resource "coder_agent_instance" "i1" {
  agent_id = coder_agent.main.id
}
resource "coder_ai_task" "t1" {
  sidebar_app {
    id = "not-uuid"
  }
}
resource "coder_external_agent" "x1" {}
data "coder_external_auth" "g1" {}
data "coder_external_auth" "g2" {
  id       = "x"
  optional = "maybe"
}
data "coder_workspace_tags" "t" {
  tags = ["x"]
}
data "coder_workspace_tags" "t2" {
  tags = { a = 1, b = true }
}
data "coder_workspace_preset" "p1" {
  name = "p1"
}
data "coder_workspace_preset" "p2" {
  name       = "p2"
  parameters = {}
  prebuilds {}
}
data "coder_workspace_preset" "p3" {
  name       = "p3"
  parameters = { a = 1 }
  prebuilds {
    instances = -1
  }
}
data "coder_workspace_preset" "p4" {
  parameters = { a = "x" }
  icon       = "%zz"
}
data "coder_workspace_preset" "p5" {
  name    = "p5"
  default = "x"
  prebuilds {
    instances = 1
    expiration_policy {
      ttl = 0
    }
    scheduling {
      timezone = "Mars/X"
      schedule {
        cron      = "* 8-18 * * 1-5"
        instances = 3
      }
    }
  }
}
