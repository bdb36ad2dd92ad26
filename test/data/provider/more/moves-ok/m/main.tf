moved {
  from = terraform_data.i
  to   = terraform_data.j
}
resource "terraform_data" "j" {}
