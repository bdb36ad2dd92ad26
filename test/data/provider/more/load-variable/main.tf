variable "a" {
  type = strin
}
variable "b" {
  type = "string"
}
variable "c" {
  type = list
}
variable "d" {
  type = list(string, number)
}
variable "f" {
  type = optional(string)
}
variable "g" {
  type    = object({ a = optional(number, "x") })
  default = {}
}
variable "h" {
  type    = number
  default = "x"
}
variable "i" {
  default = var.h
}
variable "j" {
  default = upper("x")
}
variable "k" {
  sensitive = var.h
}
variable "l" {
  nullable = "maybe"
}
variable "m" {
  description = 5
}
variable "n" {
  foo = 1
}
variable "o" {
  validation {}
}
variable "p" {
  type = tuple([string, any])
}
variable "q" {
  type = map()
}
variable "r" {
  type = list(object)
}
variable "s" {
  type = list("string")
}
variable "t" {
  type = object({ a = optional(string, var.h) })
}
variable "u" {
  type = object({ a = optional(string, 1, 2) })
}
variable "v" {
  type = string ? 1 : 2
}
variable "w" {
  ephemeral = "x"
}
variable "x" {
  default = local.x
}
variable "y" {
  type    = list(string)
  default = { a = 1 }
}
variable "z" {
  type    = set(number)
  default = ["a"]
}
variable "aa" {
  validation {
    condition     = true
    error_message = "x"
    foo           = 1
  }
  validation {
    condition     = 1 == 1
    error_message = "x"
  }
}
variable "ab" {
  type    = object({ a = string, a = number })
}
variable "ac" {
  type    = object({ "a" = string, (b) = number })
}
variable "ad" {
  type    = any
  default = null
  deprecated = "x"
  const = true
}
