terraform {
  required_providers {
    coder = "~> 2.0"
    other = { source = "coder/coder", version = "nope" }
    third = { source = "a/b/c/d/e" }
    bad_name = { source = "coder/coder" }
    Upper = { source = "coder/coder" }
  }
}
