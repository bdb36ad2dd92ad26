terraform {
  required_providers {
    coder = { source = "coder/coder" }
  }
  required_providers {
    coder = { source = "coder/coder" }
  }
}
