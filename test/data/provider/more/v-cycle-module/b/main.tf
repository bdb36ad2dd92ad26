variable "in" {}
output "out" { value = "b-${var.in}" }
