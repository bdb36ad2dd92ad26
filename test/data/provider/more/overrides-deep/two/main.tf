variable "x" {}
output "x" { value = "two${var.x}" }
