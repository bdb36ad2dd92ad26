resource "coder_app" {}
resource coder_app "x" "y" {}
data "coder_workspace" {}
module {}
module "a" "b" { source = "./x" }
variable {}
variable "a" "b" {}
output {}
locals "x" {}
terraform "x" {}
provider {}
provider "coder" "x" {}
check {}
moved "x" {}
