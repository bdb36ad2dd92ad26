provider "coder" {}
provider "coder" {}
provider "coder" {
  alias = "a"
}
provider "coder" {
  alias = "a"
}
