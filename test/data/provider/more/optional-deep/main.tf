variable "x" {
  type = map(object({
    list = optional(list(object({
      n = string
      p = optional(number, 1)
      q = optional(object({ z = optional(string, "zz") }), {})
    })), [{ n = "dflt" }])
    t = optional(tuple([string, number]), ["a", 1])
    s = optional(set(string), ["b", "a"])
    m = optional(map(object({ k = optional(bool, true) })), { d = {} })
    a = optional(any, "any")
    o = optional(object({ r = string, w = optional(string) }))
  }))
  default = {
    one   = {}
    two   = { list = [{ n = "x", q = null }, { n = "y", p = null, q = { z = "w" } }], m = { e = { k = false }, f = {} }, o = { r = "r" } }
    three = { list = null, t = ["q", "5"], s = [], m = null, a = null, o = null }
  }
}
output "x" { value = var.x }
variable "l" {
  type    = list(object({ a = string, b = optional(string, "bb") }))
  default = [{ a = 1 }, { a = true, b = null, c = 3 }]
}
output "l" { value = var.l }
variable "n" {
  type    = object({ a = optional(object({ b = optional(number, 5) })) })
  default = { a = {} }
}
output "n" { value = var.n }
variable "st" {
  type    = set(object({ a = string, b = optional(number, 1) }))
  default = [{ a = "x" }, { a = "x", b = 1 }]
}
output "st" { value = var.st }
