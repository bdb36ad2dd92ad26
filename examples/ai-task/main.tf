# An agent that works on a prompt, with a chat beside what it builds.

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
data "coder_task" "me" {}

data "coder_parameter" "stack" {
  name    = "stack"
  type    = "string"
  default = "vite"

  option {
    name  = "Vite"
    value = "vite"
  }
  option {
    name  = "Rails"
    value = "rails"
  }
}

locals {
  preview_port = data.coder_parameter.stack.value == "rails" ? 3000 : 5173
}

resource "coder_agent" "main" {
  os   = "linux"
  arch = "amd64"
}

resource "coder_app" "chat" {
  agent_id     = coder_agent.main.id
  slug         = "chat"
  display_name = "Chat"
  icon         = "/icon/claude.svg"
  url          = "http://localhost:3284"
  subdomain    = true
  order        = 1

  healthcheck {
    url       = "http://localhost:3284/status"
    interval  = 3
    threshold = 20
  }
}

resource "coder_app" "preview" {
  agent_id     = coder_agent.main.id
  slug         = "preview"
  display_name = "Preview"
  icon         = "/icon/widgets.svg"
  url          = "http://localhost:${local.preview_port}"
  subdomain    = true
  order        = 2
}

resource "coder_script" "agentapi" {
  agent_id     = coder_agent.main.id
  display_name = "Agent"
  icon         = "/icon/claude.svg"
  run_on_start = true
  script       = <<-EOT
    #!/bin/sh
    agentapi server --port 3284 -- claude ${data.coder_task.me.enabled ? "\"$TASK_PROMPT\"" : ""}
  EOT
}

resource "coder_env" "prompt" {
  agent_id = coder_agent.main.id
  name     = "TASK_PROMPT"
  value    = data.coder_task.me.prompt
}

resource "coder_ai_task" "task" {
  count  = data.coder_task.me.enabled ? data.coder_workspace.me.start_count : 0
  app_id = coder_app.chat.id
}

resource "docker_container" "workspace" {
  count   = data.coder_workspace.me.start_count
  image   = "codercom/example-universal:ubuntu"
  name    = "coder-${data.coder_workspace_owner.me.name}-${lower(data.coder_workspace.me.name)}"
  command = ["sh", "-c", coder_agent.main.init_script]
  env     = ["CODER_AGENT_TOKEN=${coder_agent.main.token}"]
}
