variable "v" {
  default = 2
}
locals {
  a = "over-a"
}
resource "coder_app" "a" {
  share = "public"
  healthcheck {
    url       = "y"
    interval  = 2
    threshold = 2
  }
}
module "m" {
  source = "./two"
}
output "o" {
  value = "o-${module.m.x}"
}
