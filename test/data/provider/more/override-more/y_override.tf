locals { zz = 1 }
module "nope" { source = "./x" }
data "coder_workspace" "nope" {}
check "x" {
  assert {
    condition     = true
    error_message = "x"
  }
}
terraform {
  required_version = ">= 1.0"
}
moved {
  from = coder_app.x
  to   = coder_app.y
}
