terraform {
  required_version = ">= 1.3"

  required_providers {
    coder = {
      source  = "coder/coder"
      version = ">= 2.5"
    }
  }
}

variable "agent_id" {
  type        = string
  description = "The agent that the editor runs on"
}

variable "slug" {
  type    = string
  default = "editor"
}

variable "display_name" {
  type    = string
  default = "Web editor"
}

variable "port" {
  type        = number
  description = "Port that the editor listens on"
  default     = 13337

  validation {
    condition     = var.port >= 1024 && var.port <= 65535
    error_message = "The port must be between 1024 and 65535."
  }
}

variable "folder" {
  type        = string
  description = "Folder to open; none opens the last one"
  default     = ""
}

variable "subdomain" {
  type    = bool
  default = false
}

variable "share" {
  type    = string
  default = "owner"

  validation {
    condition     = contains(["owner", "authenticated", "public"], var.share)
    error_message = "The share must be owner, authenticated or public."
  }
}

variable "order" {
  type    = number
  default = null
}

locals {
  url = "http://localhost:${var.port}/%{if var.folder != ""}?folder=${urlencode(var.folder)}%{endif}"
}

resource "coder_script" "start" {
  agent_id     = var.agent_id
  display_name = var.display_name
  icon         = "/icon/code.svg"
  run_on_start = true
  script = templatefile("${path.module}/start.sh.tftpl", {
    port   = var.port
    folder = var.folder
  })
}

resource "coder_app" "editor" {
  agent_id     = var.agent_id
  slug         = var.slug
  display_name = var.display_name
  icon         = "/icon/code.svg"
  url          = local.url
  subdomain    = var.subdomain
  share        = var.share
  order        = var.order

  healthcheck {
    url       = "http://localhost:${var.port}/healthz"
    interval  = 5
    threshold = 6
  }
}

output "url" {
  value = local.url
}
