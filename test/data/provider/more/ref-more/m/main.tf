variable "x" {}
output "x" { value = var.y }
