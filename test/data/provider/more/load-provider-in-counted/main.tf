module "m" {
  source = "./m"
  count  = 1
}
module "d" {
  source     = "./m"
  depends_on = [coder_agent.main]
}
