resource "coder_app" "a" {
  count    = 1
  for_each = {}
  agent_id = coder_agent.main.id
  slug     = "a"
}
resource "coder_app" "b" {
  agent_id   = coder_agent.main.id
  slug       = "b"
  depends_on = coder_agent.main
}
resource "coder_app" "c" {
  agent_id   = coder_agent.main.id
  slug       = "c"
  depends_on = ["coder_agent.main"]
}
resource "coder_app" "d" {
  agent_id = coder_agent.main.id
  slug     = "d"
  locals {}
}
resource "coder_app" "e" {
  agent_id = coder_agent.main.id
  slug     = "e"
  provisioner "foo" {}
}
resource "coder_app" "f" {
  agent_id = coder_agent.main.id
  slug     = "f"
  provisioner "local-exec" {
    command    = "x"
    when       = never
    on_failure = "maybe"
  }
}
resource "coder_app" "g" {
  agent_id = coder_agent.main.id
  slug     = "g"
  connection {}
  connection {}
}
resource "coder_app" "h" {
  agent_id = coder_agent.main.id
  slug     = "h"
  lifecycle = {}
}
resource "coder_app" "i" {
  agent_id = coder_agent.main.id
  slug     = "i"
  count {}
}
data "coder_workspace" "j" {
  provisioner "local-exec" {
    command = "x"
  }
}
module "m" {
  source   = "./m"
  count    = 1
  for_each = {}
}
module "n" {
  source = var.s
}
module "o" {}
module "p" {
  source = "./m"
  version = "1.0"
}
module "q" {
  source = "./m"
  lifecycle {}
}
module "r" {
  source = "./m"
  foo {}
}
module "s" {
  source    = "./m"
  providers = [coder]
}
variable "s" { default = "./m" }
