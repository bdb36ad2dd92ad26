resource "terraform_data" "a" {
  foo = 1
}
resource "terraform_data" "b" {
  output = 1
}
resource "terraform_data" "c" {
  id = "x"
}
resource "terraform_data" "d" {
  input {}
}
resource "terraform_data" "e" {
  triggers_replace = { a = coder_agent.main.nope }
}
resource "terraform_dataa" "f" {}
data "terraform_remote_state" "g" {
  backend = "local"
}
output "x" { value = terraform_data.a.foo }
