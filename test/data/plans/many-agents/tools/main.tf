terraform {
  required_providers {
    coder = {
      source = "coder/coder"
    }
  }
}

variable "agent_id" {
  type = string
}

variable "name" {
  type = string
}

variable "port" {
  type = number
}

resource "coder_app" "tool" {
  agent_id = var.agent_id
  slug     = var.name
  url      = "http://localhost:${var.port}"
}
