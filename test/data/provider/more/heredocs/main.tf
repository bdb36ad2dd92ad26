locals {
  ports = [8080, 9090]
  on    = true
}
resource "coder_app" "a" {
  agent_id = coder_agent.main.id
  slug     = "a"
  url      = trimspace(<<-EOT
    http://localhost:${local.ports[0]}/%{if local.on}on%{else}off%{endif}
  EOT
  )
  command  = null
}
resource "coder_app" "b" {
  agent_id     = coder_agent.main.id
  slug         = "b"
  display_name = "%{for p in local.ports~} ${p} %{~endfor}"
  url = <<-EOT
    http://localhost:%{for i, p in local.ports}%{if i == 1}${p}%{endif}%{endfor}
  EOT
}
resource "coder_app" "c" {
  agent_id = coder_agent.main.id
  slug     = "c"
  command  = <<-"EOT"
    echo
  EOT
}
