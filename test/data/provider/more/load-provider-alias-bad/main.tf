provider "coder" {
  alias = "a b"
}
provider "coder" {
  alias = 1
}
