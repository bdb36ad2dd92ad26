# Every level of sharing. What it comes to depends on the deployment: see .templatecheck.yaml.

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

resource "coder_agent" "main" {
  os   = "linux"
  arch = "amd64"
}

resource "coder_app" "admin" {
  agent_id     = coder_agent.main.id
  slug         = "admin"
  display_name = "Administration"
  url          = "http://localhost:9000"
  subdomain    = true
  share        = "owner"
}

resource "coder_app" "review" {
  agent_id     = coder_agent.main.id
  slug         = "review"
  display_name = "Review"
  url          = "http://localhost:4000"
  subdomain    = true
  share        = "authenticated"
}

resource "coder_app" "landing" {
  agent_id     = coder_agent.main.id
  slug         = "landing"
  display_name = "Landing page"
  url          = "http://localhost:8080"
  subdomain    = true
  share        = "public"
}

# By path: private unless the deployment allows path apps to be shared.
resource "coder_app" "docs" {
  agent_id     = coder_agent.main.id
  slug         = "docs"
  display_name = "Documentation"
  url          = "http://localhost:8000"
  share        = "authenticated"
}

resource "docker_container" "workspace" {
  count   = data.coder_workspace.me.start_count
  image   = "codercom/enterprise-base:ubuntu"
  name    = "coder-${data.coder_workspace_owner.me.name}-${lower(data.coder_workspace.me.name)}"
  command = ["sh", "-c", coder_agent.main.init_script]
  env     = ["CODER_AGENT_TOKEN=${coder_agent.main.token}"]
}
