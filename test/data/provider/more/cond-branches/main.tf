variable "on" { default = false }
locals {
  o = { a = 1 }
  l = []
}
output "a" { value = var.on ? local.l[0] : "x" }
output "b" { value = var.on ? local.o.b : "x" }
output "c" { value = var.on ? tonumber("x") : 1 }
output "f" { value = try(local.o.b, "t") }
output "g" { value = var.on ? file("nope") : "x" }
output "i" { value = [for x in local.l : x.nope] }
output "j" { value = { for k, v in local.o : k => v if k != "a" } }
output "k" { value = length(local.l) == 0 ? null : local.l[0] }
output "l" { value = contains(keys(local.o), "b") ? local.o["b"] : "none" }
output "m" { value = lookup(local.o, "b", null) }
