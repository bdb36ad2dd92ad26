variable "a" {
  type    = number
  default = 1
}
variable "b" { default = "x" }
variable "c" {
  type    = list(string)
  default = []
}
variable "d" {
  type = object({ x = string })
  default = { x = "1" }
}
