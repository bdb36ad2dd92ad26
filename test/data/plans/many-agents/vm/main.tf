terraform {
  required_providers {
    coder = {
      source = "coder/coder"
    }
  }
}

resource "coder_agent" "vm" {
  os   = "windows"
  arch = "amd64"
}

resource "coder_app" "console" {
  agent_id = coder_agent.vm.id
  slug     = "console"
  command  = "powershell"
}

resource "terraform_data" "vm" {
  input = coder_agent.vm.token
}

output "agent" {
  value = coder_agent.vm
}
