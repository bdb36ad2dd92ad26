# What not to do. Each comment says what is wrong with what follows it.

terraform {
  required_providers {
    coder = {
      source  = "coder/coder"
      version = "~> 2.20"
    }
    docker = {
      source = "kreuzwerker/docker"
    }
  }
}

data "coder_workspace" "me" {}
data "coder_workspace_owner" "me" {}

# Never downloaded: what it adds is unknown until the module is there.
module "cursor" {
  source   = "registry.coder.com/coder/cursor/coder"
  version  = "1.4.0"
  agent_id = coder_agent.main.id
}

data "coder_parameter" "notebook" {
  name    = "notebook"
  type    = "bool"
  default = "false"
}

data "coder_parameter" "size" {
  name = "size"
  # None of the options.
  default = "tiny"

  option {
    name  = "Small"
    value = "small"
  }
}

data "coder_parameter" "visibility" {
  name    = "visibility"
  default = "owner"

  option {
    name  = "Only me"
    value = "owner"
  }
  option {
    name  = "Everybody"
    value = "public"
  }
}

# Nothing is wrong with this one.
resource "coder_app" "code" {
  agent_id  = coder_agent.main.id
  slug      = "code"
  url       = "http://localhost:13337"
  subdomain = true
}

# But its slug is taken.
resource "coder_app" "code_insiders" {
  agent_id  = coder_agent.main.id
  slug      = "code"
  url       = "http://localhost:13338"
  subdomain = true
}

# Capitals and an underscore in a slug.
resource "coder_app" "api" {
  agent_id  = coder_agent.main.id
  slug      = "My_API"
  url       = "http://localhost:4000"
  subdomain = true
}

# `window` is gone since provider 2.1.2; `team` is no level of sharing.
resource "coder_app" "wiki" {
  agent_id = coder_agent.main.id
  slug     = "wiki"
  url      = "http://localhost:4001"
  open_in  = "window"
  share    = "team"
}

# A slug of digits is a port: the app can't be reached, and its share is ignored.
resource "coder_app" "vite" {
  agent_id  = coder_agent.main.id
  slug      = "5173"
  url       = "http://localhost:5173"
  subdomain = true
}

# A terminal without a password, open to everybody, above what the deployment wants.
resource "coder_app" "ttyd" {
  agent_id  = coder_agent.main.id
  slug      = "ttyd"
  url       = "http://localhost:7681"
  subdomain = true
  share     = "public"
}

# A value of a parameter is a string: this comparison is always false.
resource "coder_app" "notebook" {
  count     = data.coder_parameter.notebook.value == true ? 1 : 0
  agent_id  = coder_agent.main.id
  slug      = "notebook"
  url       = "http://localhost:8888"
  subdomain = true
}

# Whoever creates the workspace decides who may open this.
resource "coder_app" "preview" {
  agent_id  = coder_agent.main.id
  slug      = "preview"
  url       = "http://localhost:3000"
  subdomain = true
  share     = data.coder_parameter.visibility.value
}

# A terminal has no address on a subdomain.
resource "coder_app" "logs" {
  agent_id  = coder_agent.main.id
  slug      = "logs"
  command   = "journalctl -f"
  subdomain = true
}

# Nothing to open.
resource "coder_app" "empty" {
  agent_id = coder_agent.main.id
  slug     = "empty"
}

# Only http and https are proxied.
resource "coder_app" "database" {
  agent_id  = coder_agent.main.id
  slug      = "database"
  url       = "postgres://db.internal:5432"
  subdomain = true
}

# Traffic stays in the workspace, whatever host is written here.
resource "coder_app" "grafana" {
  agent_id  = coder_agent.main.id
  slug      = "grafana"
  icon      = " /icon/grafana.svg" # a blank too much
  url       = "http://grafana.internal:3001"
  subdomain = true
}

# The health check looks at another port, and never runs.
resource "coder_app" "docs" {
  agent_id  = coder_agent.main.id
  slug      = "docs"
  url       = "http://localhost:8000"
  subdomain = true

  healthcheck {
    url       = "http://localhost:8080/healthz"
    interval  = 0
    threshold = 3
  }
}

# A link without a scheme.
resource "coder_app" "tickets" {
  agent_id = coder_agent.main.id
  slug     = "tickets"
  url      = "tickets.example.com"
  external = true
}

# A password for everybody who reads the template.
resource "coder_app" "admin" {
  agent_id  = coder_agent.main.id
  slug      = "admin"
  url       = "http://localhost:9000/?password=correct-horse"
  subdomain = true
}

# Shared, but apps by path are private.
resource "coder_app" "storybook" {
  agent_id = coder_agent.main.id
  slug     = "storybook"
  url      = "http://localhost:6006"
  share    = "authenticated"
}

# So long a slug leaves no room for the names of workspace and user.
resource "coder_app" "pipeline" {
  agent_id  = coder_agent.main.id
  slug      = "continuous-integration-dashboard"
  url       = "http://localhost:8081"
  subdomain = true
}

# The token is no id: Coder drops the app.
resource "coder_app" "lost" {
  agent_id = coder_agent.main.token
  slug     = "lost"
  url      = "http://localhost:8082"
}

# There is no such agent.
resource "coder_app" "typo" {
  agent_id = coder_agent.mian.id
  slug     = "typo"
  url      = "http://localhost:8083"
}

resource "coder_agent" "main" {
  os   = "linux"
  arch = "amd64"
  # Removed in provider 2.0.
  login_before_ready = true

  env = {
    # Coder has left the agent out of hostnames since 2.27.
    PREVIEW_URL = "https://preview--main--${data.coder_workspace.me.name}--${data.coder_workspace_owner.me.name}--apps.example.com"
  }
}

# An underscore in an agent's name, and no machine starts it.
resource "coder_agent" "gpu_box" {
  os   = "linux"
  arch = "amd64"
}

# A script without anything that starts it.
resource "coder_script" "setup" {
  agent_id     = coder_agent.main.id
  display_name = "Setup"
  script       = "make setup"
}

resource "docker_container" "workspace" {
  count   = data.coder_workspace.me.start_count
  image   = "codercom/enterprise-base:ubuntu"
  name    = "coder-${data.coder_workspace.me.name}"
  command = ["sh", "-c", coder_agent.main.init_script]
  env     = ["CODER_AGENT_TOKEN=${coder_agent.main.token}"]
}
