variable "req" { type = string }
variable "num" {
  type    = number
  default = 1
}
variable "obj" {
  type = object({
    a = string
    b = optional(list(any), [])
  })
  default = null
}
variable "nn" {
  default  = "x"
  type     = string
  nullable = false
}
variable "val" {
  default = "good"
  validation {
    condition     = var.val == "good"
    error_message = "must be good"
  }
}
