terraform {
  required_providers {
    coder = {
      source = "coder/coder"
    }
  }
}

data "coder_workspace" "me" {}
data "coder_workspace_owner" "me" {}

data "coder_parameter" "ide" {
  name    = "ide"
  type    = "string"
  default = "code-server"

  option {
    name  = "VS Code in the browser"
    value = "code-server"
  }
  option {
    name  = "Jupyter"
    value = "jupyter"
  }
}

data "coder_parameter" "port" {
  name    = "port"
  type    = "number"
  default = 8080

  validation {
    min = 1024
    max = 49151
  }
}

variable "token" {
  type      = string
  default   = "none"
  sensitive = true
}

variable "region" {
  type    = string
  default = "eu"
}

resource "coder_agent" "dev" {
  os   = "linux"
  arch = "amd64"
}

resource "coder_app" "editor" {
  count        = data.coder_workspace.me.start_count
  agent_id     = coder_agent.dev.id
  slug         = data.coder_parameter.ide.value
  display_name = "Editor (${upper(var.region)})"
  url          = "http://localhost:${data.coder_parameter.port.value}/?folder=/home/${data.coder_workspace_owner.me.name}"
  subdomain    = true
  share        = data.coder_parameter.ide.value == "jupyter" ? "authenticated" : "owner"

  healthcheck {
    url       = "http://localhost:${data.coder_parameter.port.value}/healthz"
    interval  = 5
    threshold = 6
  }
}

resource "coder_app" "logs" {
  agent_id = coder_agent.dev.id
  slug     = "logs"
  command  = "tail -f /var/log/${terraform_data.vm.id}.log"
}

resource "coder_app" "docs" {
  agent_id = coder_agent.dev.id
  slug     = "docs"
  external = true
  url      = "https://docs.example.com/${data.coder_workspace.me.name}"
}

resource "terraform_data" "vm" {
  input = [coder_agent.dev.token, var.token]
}
