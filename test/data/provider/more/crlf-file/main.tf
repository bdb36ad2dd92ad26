locals {
  a = <<EOT
line1
line2
EOT
  b = <<-EOT
    x
      y
    EOT
}
output "a" { value = local.a }
output "b" { value = local.b }
output "c" {
  value = [
    1, # c
    2 // d
  ]
}
