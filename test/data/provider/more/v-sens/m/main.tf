variable "x" {}
output "x" { value = var.x }
output "y" {
  value     = var.x
  sensitive = true
}
