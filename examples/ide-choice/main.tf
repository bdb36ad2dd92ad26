# Whoever creates the workspace chooses the editor, and may open a preview of what they build.

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

locals {
  home = "/home/coder"

  # What differs between the editors that run in the browser.
  editors = {
    code-server = { name = "code-server", icon = "/icon/code.svg", port = 13337, query = "?folder=${urlencode(local.home)}" }
    jupyter     = { name = "JupyterLab", icon = "/icon/jupyter.svg", port = 8888, query = "" }
    rstudio     = { name = "RStudio", icon = "/icon/rstudio.svg", port = 8787, query = "" }
  }
  editor  = lookup(local.editors, data.coder_parameter.ide.value, null)
  browser = local.editor != null
}

data "coder_workspace" "me" {}
data "coder_workspace_owner" "me" {}

data "coder_parameter" "ide" {
  name         = "ide"
  display_name = "Editor"
  description  = "Where do you want to write code?"
  type         = "string"
  form_type    = "radio"
  default      = "code-server"
  mutable      = true
  order        = 1

  option {
    name  = "VS Code in the browser"
    value = "code-server"
    icon  = "/icon/code.svg"
  }
  option {
    name  = "JupyterLab"
    value = "jupyter"
    icon  = "/icon/jupyter.svg"
  }
  option {
    name  = "RStudio"
    value = "rstudio"
    icon  = "/icon/rstudio.svg"
  }
  option {
    name  = "VS Code on my own machine"
    value = "vscode-desktop"
    icon  = "/icon/code.svg"
  }
}

data "coder_parameter" "preview" {
  name         = "preview"
  display_name = "Preview"
  description  = "Show what listens on port 5173 to colleagues."
  type         = "bool"
  form_type    = "switch"
  default      = "false"
  mutable      = true
  order        = 2
}

data "coder_workspace_preset" "data_science" {
  name        = "Data science"
  description = "Notebooks, nothing shared"
  parameters = {
    (data.coder_parameter.ide.name)     = "jupyter"
    (data.coder_parameter.preview.name) = "false"
  }
}

data "coder_workspace_preset" "frontend" {
  name        = "Frontend"
  description = "VS Code with a preview"
  default     = true
  parameters = {
    (data.coder_parameter.ide.name)     = "code-server"
    (data.coder_parameter.preview.name) = "true"
  }
}

resource "coder_agent" "main" {
  os   = "linux"
  arch = "amd64"

  display_apps {
    vscode          = data.coder_parameter.ide.value == "vscode-desktop"
    vscode_insiders = false
  }
}

resource "coder_script" "editor" {
  count        = local.browser ? 1 : 0
  agent_id     = coder_agent.main.id
  display_name = "Start ${local.editor.name}"
  icon         = local.editor.icon
  run_on_start = true
  script       = "start-editor ${data.coder_parameter.ide.value} --port ${local.editor.port}"
}

resource "coder_app" "editor" {
  count        = local.browser ? data.coder_workspace.me.start_count : 0
  agent_id     = coder_agent.main.id
  slug         = data.coder_parameter.ide.value
  display_name = local.editor.name
  icon         = local.editor.icon
  url          = "http://localhost:${local.editor.port}/${local.editor.query}"
  subdomain    = true
  order        = 1

  healthcheck {
    url       = "http://localhost:${local.editor.port}/healthz"
    interval  = 5
    threshold = 6
  }
}

resource "coder_app" "preview" {
  count        = tobool(data.coder_parameter.preview.value) ? 1 : 0
  agent_id     = coder_agent.main.id
  slug         = "preview"
  display_name = "Preview"
  icon         = "/emojis/1f441.png"
  url          = "http://localhost:5173"
  subdomain    = true
  share        = "authenticated"
  order        = 2
}

resource "docker_container" "workspace" {
  count   = data.coder_workspace.me.start_count
  image   = "codercom/enterprise-base:ubuntu"
  name    = "coder-${data.coder_workspace_owner.me.name}-${lower(data.coder_workspace.me.name)}"
  command = ["sh", "-c", coder_agent.main.init_script]
  env     = ["CODER_AGENT_TOKEN=${coder_agent.main.token}"]
}
