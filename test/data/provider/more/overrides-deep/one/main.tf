variable "x" {}
output "x" { value = "one" }
