terraform {
  required_providers {
    coder = { source = "coder/coder", foo = "bar" }
    cdr   = { source = "coder/coder" }
  }
}
data "coder_workspace" "me" {
  provider = cdr
}
data "coder_workspace" "you" {}
