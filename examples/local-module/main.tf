# A module of one's own, shaped like those of Coder's registry and used twice.

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

variable "image" {
  type        = string
  description = "Image of the workspace, with the editor in it"
  default     = "codercom/enterprise-base:ubuntu"

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9./_-]*(:[a-zA-Z0-9._-]+)?$", var.image))
    error_message = "This is not the name of an image."
  }
}

data "coder_workspace" "me" {}
data "coder_workspace_owner" "me" {}

resource "coder_agent" "main" {
  os   = "linux"
  arch = "amd64"
}

module "editor" {
  source = "./modules/web-editor"
  count  = data.coder_workspace.me.start_count

  agent_id = coder_agent.main.id
  folder   = "/home/coder/my project"
  order    = 1
}

module "docs_editor" {
  source = "./modules/web-editor"
  count  = data.coder_workspace.me.start_count

  agent_id     = coder_agent.main.id
  slug         = "docs"
  display_name = "Handbook"
  port         = 13338
  subdomain    = true
  share        = "authenticated"
  order        = 2
}

resource "docker_container" "workspace" {
  count   = data.coder_workspace.me.start_count
  image   = var.image
  name    = "coder-${data.coder_workspace_owner.me.name}-${lower(data.coder_workspace.me.name)}"
  command = ["sh", "-c", coder_agent.main.init_script]
  env     = ["CODER_AGENT_TOKEN=${coder_agent.main.token}"]
}

output "editor" {
  value = one(module.editor[*].url)
}
