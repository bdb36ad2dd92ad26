variable "a" {
  type    = number
  default = 1
}
variable "c" {
  type    = list(string)
  default = []
}
variable "d" {
  type    = object({ x = string })
  default = { x = "1" }
}
variable "s" {
  default = "s"
}
output "s" { value = var.s }
