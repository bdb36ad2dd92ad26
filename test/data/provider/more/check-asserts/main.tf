check "a" {
  assert {
    condition     = local.nope == 1
    error_message = "x"
  }
}
check "b" {
  assert {
    condition     = coder_agent.main.id != ""
    error_message = "x ${var.nope}"
  }
}
check "c" {
  data "coder_workspace" "inner" {}
  assert {
    condition     = data.coder_workspace.inner.nam == ""
    error_message = "x"
  }
}
check "d" {
  data "coder_workspace" "inner2" {
    foo = 1
  }
  assert {
    condition     = data.coder_workspace.inner2.name == ""
    error_message = "x"
  }
}
output "x" { value = data.coder_workspace.inner.name }
