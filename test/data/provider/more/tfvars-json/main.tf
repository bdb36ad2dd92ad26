variable "a" { type = list(number) }
variable "b" { type = map(string) }
variable "c" { type = any }
variable "d" { type = string }
output "o" { value = [var.a, var.b, var.c, var.d] }
