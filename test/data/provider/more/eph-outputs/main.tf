variable "e" {
  default   = "eph"
  ephemeral = true
}
module "m" {
  source = "./m"
  x      = var.e
}
module "n" {
  source = "./m"
  x      = "plain"
}
locals { back = module.m.y }
output "n" { value = ephemeralasnull(module.n.y) }
