# Apps that are no web servers: commands in a terminal, and links that open programs on the user's machine.

terraform {
  required_providers {
    coder = {
      source  = "coder/coder"
      version = "~> 2.15"
    }
    docker = {
      source = "kreuzwerker/docker"
    }
  }
}

data "coder_workspace" "me" {}
data "coder_workspace_owner" "me" {}

locals {
  folder = "/home/coder/service"

  # The desktop program signs in with the token that Coder puts in place of $SESSION_TOKEN.
  jetbrains = join("&", [
    "jetbrains://gateway/coder?workspace=${data.coder_workspace.me.name}",
    "owner=${data.coder_workspace_owner.me.name}",
    "folder=${urlencode(local.folder)}",
    "url=${data.coder_workspace.me.access_url}", # differs between deployments
    "token=$SESSION_TOKEN",
  ])

  shells = {
    htop = "htop"
    logs = "tail -n 200 -f /var/log/service.log"
  }
}

resource "coder_agent" "dev" {
  os   = "linux"
  arch = "amd64"
  dir  = local.folder
}

resource "coder_app" "terminal" {
  for_each     = local.shells
  agent_id     = coder_agent.dev.id
  slug         = each.key
  display_name = title(each.key)
  icon         = "/icon/terminal.svg"
  command      = each.value
}

resource "coder_app" "goland" {
  agent_id     = coder_agent.dev.id
  slug         = "goland"
  display_name = "GoLand"
  icon         = "/icon/goland.svg"
  url          = local.jetbrains
  external     = true
}

resource "coder_app" "runbook" {
  agent_id     = coder_agent.dev.id
  slug         = "runbook"
  display_name = "Runbook"
  icon         = "/icon/confluence.svg"
  url          = "https://wiki.example.com/service/runbook?workspace=${data.coder_workspace.me.name}"
  external     = true
}

resource "docker_container" "workspace" {
  count   = data.coder_workspace.me.start_count
  image   = "codercom/enterprise-golang:ubuntu"
  name    = "coder-${data.coder_workspace_owner.me.name}-${lower(data.coder_workspace.me.name)}"
  command = ["sh", "-c", coder_agent.dev.init_script]
  env     = ["CODER_AGENT_TOKEN=${coder_agent.dev.token}"]
}
