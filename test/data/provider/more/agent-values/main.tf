resource "coder_agent" "a1" {
  os   = "solaris"
  arch = "amd64"
}
resource "coder_agent" "a2" {
  os   = "linux"
  arch = "x86"
}
resource "coder_agent" "a3" {
  os   = "linux"
  arch = "amd64"
  auth = "none"
}
resource "coder_agent" "a4" {
  os                      = "linux"
  arch                    = "amd64"
  startup_script_behavior = "later"
}
resource "coder_agent" "a5" {
  os                 = "linux"
  arch               = "amd64"
  connection_timeout = -1
}
resource "coder_agent" "a6" {
  os                  = "linux"
  arch                = "amd64"
  troubleshooting_url = "not a url"
}
resource "coder_agent" "a7" {
  os        = "linux"
  arch      = "amd64"
  motd_file = ["x"]
}
resource "coder_agent" "a8" {
  os   = "linux"
  arch = "amd64"
  env  = ["x"]
}
resource "coder_agent" "a9" {
  os   = "linux"
  arch = "amd64"
  env  = { A = ["x"] }
}
resource "coder_agent" "a10" {
  os    = "linux"
  arch  = "amd64"
  order = 1.5
}
resource "coder_agent" "a11" {
  os   = "linux"
  arch = "amd64"
  metadata {
    key      = "a"
    script   = "x"
    interval = "often"
  }
}
resource "coder_agent" "a12" {
  os   = "linux"
  arch = "amd64"
  metadata {
    script   = "x"
    interval = 1
  }
}
resource "coder_agent" "a13" {
  os   = "linux"
  arch = "amd64"
  display_apps {
    vscode = "yes"
  }
}
resource "coder_agent" "a14" {
  os   = "linux"
  arch = "amd64"
  display_apps {}
  display_apps {}
}
resource "coder_agent" "a15" {
  os   = "linux"
  arch = "amd64"
  resources_monitoring {
    memory {
      enabled   = true
      threshold = 101
    }
  }
}
resource "coder_agent" "a16" {
  os   = "linux"
  arch = "amd64"
  resources_monitoring {
    memory {
      enabled   = true
      threshold = 10
    }
    memory {
      enabled   = true
      threshold = 10
    }
  }
}
resource "coder_agent" "a17" {
  os   = "linux"
  arch = "amd64"
  resources_monitoring {
    volume {
      enabled   = true
      threshold = -1
      path      = "home"
    }
  }
}
resource "coder_agent" "a18" {
  os   = "linux"
  arch = "amd64"
  resources_monitoring {
    volume {
      enabled   = true
      threshold = 5
      path      = "/a"
    }
    volume {
      enabled   = true
      threshold = 6
      path      = "/a"
    }
  }
}
resource "coder_agent" "a19" {
  os    = "linux"
  arch  = "amd64"
  token = "x"
  id    = "y"
}
resource "coder_agent" "a20" {
  os          = "linux"
  arch        = "amd64"
  init_script = "y"
}
resource "coder_agent" "a21" {
  os                       = "linux"
  arch                     = "amd64"
  shutdown_script          = 5
  startup_script           = true
  api_key_scope            = "some"
}
resource "coder_agent" "a22" {
  os   = ""
  arch = null
}
resource "coder_agent" "a23" {
  os   = "linux"
  arch = "amd64"
  env  = { A = null, B = 1, C = true }
}
resource "coder_agent" "a24" {
  os   = "Linux"
  arch = "armv7"
}
resource "coder_agent" "a25" {
  os   = "linux"
  arch = "amd64"
  resources_monitoring {}
}
