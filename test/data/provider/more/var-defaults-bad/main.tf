variable "g" {
  type    = object({ a = optional(number, "x") })
  default = {}
}
variable "y" {
  type    = list(string)
  default = { a = 1 }
}
variable "z" {
  type    = set(number)
  default = ["a"]
}
variable "o" {
  type    = object({ a = string })
  default = {}
}
variable "m" {
  type    = map(number)
  default = { a = "1", b = "x" }
}
variable "t" {
  type    = tuple([string, number])
  default = ["a"]
}
variable "b" {
  type    = bool
  default = 1
}
variable "n" {
  type    = list(any)
  default = ["a", ["b"]]
}
variable "k" {
  type    = map(any)
  default = { a = 1, b = "x" }
}
