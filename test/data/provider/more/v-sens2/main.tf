variable "s" {
  default   = "sec"
  sensitive = true
}
variable "m" {
  type      = map(number)
  default   = { a = 1, b = 2 }
  sensitive = true
}
output "d" { value = [for k, v in var.m : k] }
output "e" { value = keys(var.m) }
output "e2" { value = length(var.m) }
output "e3" { value = var.m["a"] }
output "e4" { value = { a = { b = [var.s] } } }
output "e5" { value = var.s == "sec" ? 1 : 2 }
output "e6" { value = try(var.s, 1) }
output "e7" { value = can(var.s) }
output "e8" { value = "%{if var.s == "x"}a%{endif}" }
output "e9" { value = coder_agent.main }
output "e10" { value = coder_agent.main.token }
output "e11" { value = contains(["a"], var.s) }
output "e12" { value = jsonencode({ a = var.s }) }
output "e13" { value = nonsensitive(var.m) }
output "e14" { value = [sensitive("x"), 1][1] }
output "e15" { value = { a = sensitive("x"), b = 1 }.b }
output "e16" { value = length([sensitive("x")]) }
output "e17" { value = merge({ a = sensitive("x") }, { b = 1 }).b }
output "e18" { value = lookup({ a = sensitive("x"), b = 1 }, "b") }
output "e19" { value = keys({ a = sensitive("x"), b = 1 }) }
output "e20" { value = issensitive(var.s) }
output "e21" { value = type(1) }
