variable "x" {}
locals { y = tonumber(var.x) }
output "y" { value = local.y }
