variable "n" {
  type     = string
  default  = null
  nullable = false
}
