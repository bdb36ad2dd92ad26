variable "a" {}
locals { b = 1 }
output "c" { value = 1 }
resource "coder_app" "d" {
  agent_id = coder_agent.main.id
  slug     = "a"
}
module "m" { source = "./m" }
provider "coder" {}
check "x" {
  assert {
    condition     = true
    error_message = "x"
  }
}
