locals {
  groups = {
    cpu = [{ key = "a", n = 1 }, { key = "b", n = 2 }]
    mem = [{ key = "c", n = 3 }]
  }
}
resource "coder_agent" "second" {
  os   = "linux"
  arch = "amd64"
  dynamic "metadata" {
    for_each = flatten([for g, l in local.groups : [for i, m in l : merge(m, { group = g, i = i })]])
    iterator = md
    content {
      key          = md.value.key
      display_name = "${md.value.group} ${md.key}"
      script       = "echo ${md.value.n}"
      interval     = md.value.n * 10
      timeout      = 1
      order        = md.value.i
    }
  }
  dynamic "display_apps" {
    for_each = [true]
    content {
      vscode = display_apps.value
    }
  }
  dynamic "resources_monitoring" {
    for_each = { a = 80 }
    content {
      dynamic "memory" {
        for_each = { x = resources_monitoring.value }
        content {
          enabled   = true
          threshold = memory.value
        }
      }
      dynamic "volume" {
        for_each = toset(["/a", "/b"])
        iterator = v
        content {
          enabled   = v.key == v.value
          threshold = resources_monitoring.value - 1
          path      = v.value
        }
      }
    }
  }
}
resource "terraform_data" "vm2" { input = coder_agent.second.id }
data "coder_parameter" "p" {
  name    = "p"
  default = "b"
  dynamic "option" {
    for_each = { a = "A", b = "B" }
    content {
      name  = option.value
      value = option.key
      icon  = "/icon/${option.key}.svg"
    }
  }
}
