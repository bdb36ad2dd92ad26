variable "a" {
  type    = set(string)
  default = [1, "1", true]
}
variable "b" {
  type    = map(any)
  default = { a = 1, b = "x" }
}
variable "c" {
  type    = list(any)
  default = [1, "x", true]
}
variable "d" {
  type    = tuple([string, bool])
  default = [1, "true"]
}
variable "e" {
  type    = object({ a = string, b = number })
  default = { a = 1, b = "2", c = "dropped" }
}
variable "f" {
  type    = map(string)
  default = { a = null }
}
variable "g" {
  type    = list(map(number))
  default = [{ a = "1" }, {}]
}
variable "h" {
  type    = bool
  default = "true"
}
variable "i" {
  type    = string
  default = 1.50
}
variable "j" {
  type    = map(list(string))
  default = { a = ["x"], b = [1] }
}
variable "k" {
  type    = list(object({ a = optional(string) }))
  default = [{}, { a = 1, b = 2 }]
}
output "o" { value = [var.a, var.b, var.c, var.d, var.e, var.f, var.g, var.h, var.i, var.j, var.k] }
