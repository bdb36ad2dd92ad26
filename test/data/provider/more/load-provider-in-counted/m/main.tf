terraform {
  required_providers {
    coder = {
      source = "coder/coder"
    }
  }
}
provider "coder" {
  url = "https://x.example.com"
}
data "coder_workspace" "x" {}
