variable "z" { default = 0 }
variable "s" { default = "BAD" }
resource "coder_app" "a" {
  count    = var.z
  agent_id = coder_agent.main.id
  slug     = var.s
}
module "m" {
  source = "./m"
  count  = var.z
  x      = "abc"
}
