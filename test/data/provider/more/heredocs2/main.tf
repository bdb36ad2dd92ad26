locals {
  ports = [8080, 9090]
  on    = true
}
resource "coder_app" "a" {
  agent_id = coder_agent.main.id
  slug     = "a"
  url = trimspace(<<-EOT
    http://localhost:${local.ports[0]}/%{if local.on}on%{else}off%{endif}
  EOT
  )
}
resource "coder_app" "c" {
  agent_id = coder_agent.main.id
  slug     = "c"
  command  = <<-EOT
      echo "${<<-IN
        nested ${local.on}
          more
      IN
      }"
    $${HOME} $HOME %%{x}
	tabbed
  EOT
}
resource "coder_app" "d" {
  agent_id     = coder_agent.main.id
  slug         = "d"
  display_name = "%{for p in local.ports~} ${p} %{~endfor}"
  group        = chomp(<<E
g
E
  )
}
