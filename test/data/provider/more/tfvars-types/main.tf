variable "a" {
  type    = list(string)
  default = []
}
variable "b" {
  type = object({ x = number, y = optional(bool, true) })
}
variable "c" {
  type    = string
  default = "default"
}
variable "d" {
  type    = any
  default = null
}
variable "e" {
  type    = number
  default = 1
}
variable "f" {
  type     = string
  default  = "f"
  nullable = false
}
variable "g" {
  type    = set(string)
  default = ["z"]
}
output "all" { value = [var.a, var.b, var.c, var.d, var.e, var.f, var.g] }
