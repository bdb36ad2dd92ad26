module "a" {
  source = "./m"
}
module "b" {
  source = "./m"
  req    = "x"
  nope   = 1
}
module "c" {
  source = "./m"
  req    = null
  num    = "x"
}
module "d" {
  source = "./m"
  req    = { a = 1 }
}
module "e" {
  source = "./m"
  req    = "e"
  obj    = { a = "x" }
}
module "f" {
  source = "./m"
  req    = "f"
  obj    = { a = "x", b = [1, { c = 2 }], zzz = 1 }
}
module "g" {
  source = "./m"
  req    = "g"
  nn     = null
}
module "h" {
  source = "./m"
  req    = "h"
  val    = "bad"
}
