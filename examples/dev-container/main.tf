# The workspace is a virtual machine; the project runs in the dev container that its repository describes.

terraform {
  required_providers {
    coder = {
      source  = "coder/coder"
      version = "~> 2.15"
    }
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "region" {
  type    = string
  default = "eu-central-1"
}

provider "aws" {
  region = var.region
}

data "coder_workspace" "me" {}
data "coder_workspace_owner" "me" {}

data "coder_parameter" "repository" {
  name         = "repository"
  display_name = "Repository"
  type         = "string"
  default      = "https://github.com/coder/coder"
  mutable      = false
}

locals {
  folder = "/workspaces/${trimsuffix(basename(data.coder_parameter.repository.value), ".git")}"
}

data "aws_ami" "debian" {
  most_recent = true
  owners      = ["136693071363"]

  filter {
    name   = "name"
    values = ["debian-12-amd64-*"]
  }
}

resource "coder_agent" "vm" {
  os   = "linux"
  arch = "amd64"
}

resource "coder_script" "clone" {
  agent_id           = coder_agent.vm.id
  display_name       = "Clone"
  icon               = "/icon/git.svg"
  run_on_start       = true
  start_blocks_login = true
  script             = "git clone '${data.coder_parameter.repository.value}' '${local.folder}'"
}

resource "coder_devcontainer" "project" {
  agent_id         = coder_agent.vm.id
  workspace_folder = local.folder
}

# On the machine.
resource "coder_app" "portainer" {
  agent_id     = coder_agent.vm.id
  slug         = "containers"
  display_name = "Containers"
  icon         = "/icon/docker.svg"
  url          = "https://localhost:9443"
  subdomain    = true
}

# Inside of the dev container.
resource "coder_app" "site" {
  agent_id     = coder_devcontainer.project.subagent_id
  slug         = "site"
  display_name = "Site"
  icon         = "/icon/javascript.svg"
  url          = "http://localhost:4321"
  subdomain    = true
  share        = "authenticated"
}

resource "aws_instance" "vm" {
  ami           = data.aws_ami.debian.id
  instance_type = "t3.large"

  user_data = <<-EOT
    #!/bin/sh
    export CODER_AGENT_TOKEN='${coder_agent.vm.token}'
    ${coder_agent.vm.init_script}
  EOT

  tags = {
    Name  = "coder-${data.coder_workspace_owner.me.name}-${data.coder_workspace.me.name}"
    Owner = data.coder_workspace_owner.me.name
  }
}

resource "aws_ec2_instance_state" "vm" {
  instance_id = aws_instance.vm.id
  state       = data.coder_workspace.me.transition == "start" ? "running" : "stopped"
}
