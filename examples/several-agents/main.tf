# Two machines in one workspace: a web application with its database tools, and a machine that trains models.

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
  container = "coder-${data.coder_workspace_owner.me.name}-${lower(data.coder_workspace.me.name)}"

  # One app each on the web machine; all but the storefront by path, below Coder's own address.
  web_apps = {
    storefront = { name = "Storefront", port = 3000, icon = "/icon/nodejs.svg", subdomain = true, path = "/" }
    mail       = { name = "Mail catcher", port = 8025, icon = "/emojis/1f4e8.png", subdomain = false, path = "/" }
    pgadmin    = { name = "pgAdmin", port = 5050, icon = "/icon/pgadmin.svg", subdomain = false, path = "/pgadmin4/" }
  }
  order = ["storefront", "pgadmin", "mail"]
}

resource "coder_agent" "web" {
  os    = "linux"
  arch  = "amd64"
  order = 1
}

resource "coder_agent" "trainer" {
  os    = "linux"
  arch  = "arm64"
  order = 2

  display_apps {
    vscode                 = false
    port_forwarding_helper = false
  }
}

resource "coder_app" "web" {
  for_each = local.web_apps

  agent_id     = coder_agent.web.id
  slug         = each.key
  display_name = each.value.name
  group        = "Shop"
  icon         = each.value.icon
  url          = "http://127.0.0.1:${each.value.port}${each.value.path}"
  subdomain    = each.value.subdomain
  order        = index(local.order, each.key)
}

resource "coder_app" "tensorboard" {
  agent_id     = coder_agent.trainer.id
  slug         = "tensorboard"
  display_name = "TensorBoard"
  icon         = "/icon/tensorflow.svg"
  url          = "http://localhost:6006"
  subdomain    = true
  open_in      = "tab"
  tooltip      = "Curves of the run that is going on"

  healthcheck {
    url       = "http://localhost:6006/"
    interval  = 15
    threshold = 4
  }
}

resource "coder_app" "api" {
  agent_id  = coder_agent.trainer.id
  slug      = "inference"
  url       = "https://localhost:8443/v1?format=json"
  subdomain = true
  share     = "authenticated"
  hidden    = true
}

resource "docker_container" "web" {
  count   = data.coder_workspace.me.start_count
  image   = "shop/web:latest"
  name    = "${local.container}-web"
  command = ["sh", "-c", coder_agent.web.init_script]
  env     = ["CODER_AGENT_TOKEN=${coder_agent.web.token}"]
}

resource "docker_container" "trainer" {
  count   = data.coder_workspace.me.start_count
  image   = "shop/trainer:latest"
  name    = "${local.container}-trainer"
  command = ["sh", "-c", coder_agent.trainer.init_script]
  env     = ["CODER_AGENT_TOKEN=${coder_agent.trainer.token}"]
}
