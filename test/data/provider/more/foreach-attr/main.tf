resource "coder_app" "f" {
  for_each = toset(["a"])
  agent_id = coder_agent.main.id
  slug     = "f"
}
resource "terraform_data" "t" {
  for_each = toset(["a"])
  input    = 1
}
output "a" { value = coder_app.f.a.slug }
output "b" { value = terraform_data.t.a.id }
output "c" { value = terraform_data.t["a"].input }
output "d" { value = keys(terraform_data.t) }
output "e" { value = module.m.a.x }
module "m" {
  source   = "./m"
  for_each = toset(["a"])
}
