variable "a" {
  type    = number
  default = "x"
}
module "m" {
  source = "./m"
  x      = 1
}
