module "m" {
  source = "./m"
  count  = 0
}
variable "unused" {
  type = number
  default = 1
}
