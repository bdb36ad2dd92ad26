resource "coder_foo" "a" {}
data "coder_bar" "a" {}
resource "coder_workspace" "a" {}
data "coder_agent" "a" {}
data "coder_app" "a" {}
resource "coder_parameter" "a" {}
