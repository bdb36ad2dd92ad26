terraform {
  required_providers {
    coder = {
      source = "coder/coder"
    }
  }
}

resource "coder_agent" "main" {
  os   = "linux"
  arch = "amd64"
}

locals {
  main = coder_agent.main.id
}

module "tools" {
  source   = "./tools"
  for_each = { logs = 9001, "a.b" = 9002 }
  agent_id = coder_agent.main.id
  name     = replace(each.key, ".", "-")
  port     = each.value
}

module "vm" {
  source = "./vm"
}

resource "coder_app" "desktop" {
  agent_id  = module.vm.agent.id
  slug      = "desktop"
  url       = "http://localhost:6080"
  subdomain = true
}

resource "coder_app" "local" {
  agent_id = local.main
  slug     = "local"
  url      = "http://localhost:7000"
}

resource "coder_app" "ports" {
  count    = 2
  agent_id = coder_agent.main.id
  slug     = "port-${count.index}"
  url      = "http://localhost:${8000 + count.index}"
}

resource "terraform_data" "main" {
  input = coder_agent.main.token
}
