resource "coder_agent" "b1" {
  os                      = "darwin"
  arch                    = "armv7"
  auth                    = "azure-instance-identity"
  dir                     = "~/x"
  env                     = { A = 1, B = true, C = "x" }
  order                   = "5"
  connection_timeout      = 0
  troubleshooting_url     = "https://x.example.com"
  motd_file               = 5
  startup_script_behavior = "non-blocking"
  shutdown_script         = ""
  metadata {
    key      = "a"
    script   = "x"
    interval = 0
  }
  metadata {
    key      = "b"
    script   = "x"
    interval = 5
    timeout  = 2
    order    = 9
    display_name = "B"
  }
  display_apps {
    vscode          = false
    vscode_insiders = true
  }
  resources_monitoring {
    memory {
      enabled   = true
      threshold = 0
    }
    volume {
      enabled   = false
      threshold = 100
      path      = "/z"
    }
    volume {
      enabled   = false
      threshold = 100
      path      = "/a"
    }
  }
}
resource "terraform_data" "b1" { input = coder_agent.b1.id }
