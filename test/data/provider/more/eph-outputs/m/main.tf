variable "x" { ephemeral = true }
variable "z" { default = 1 }
output "y" {
  value     = var.x
  ephemeral = true
}
output "bad" {
  value     = var.z
  ephemeral = true
}
output "bad2" {
  value = [var.x]
}
