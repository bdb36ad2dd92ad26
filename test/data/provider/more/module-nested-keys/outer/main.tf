variable "n" { type = number }
variable "agent" {}
variable "label" { type = string }
module "inner" {
  source = "./inner"
  count  = var.n
  agent  = var.agent
  slug   = "${substr(md5(var.label), 0, 4)}-${count.index}"
}
output "slugs" { value = module.inner[*].slug }
