provider "coder" {
  alias = "second"
}
module "m" {
  source    = "./m"
  providers = { coder.zz = coder.second }
}
module "n" {
  source    = "./m"
  providers = { foo = coder.second }
}
