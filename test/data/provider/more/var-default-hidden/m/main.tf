variable "x" {
  type    = number
  default = "y"
}
variable "z" {
  type    = list(string)
  default = { a = 1 }
}
