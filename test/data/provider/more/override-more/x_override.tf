variable "a" {
  sensitive = false
}
variable "b" {
  default = 3
}
resource "coder_app" "a" {
  for_each = toset(["q"])
  slug     = "over"
}
resource "coder_app" "b" {
  healthcheck {
    url       = "y"
    interval  = 9
    threshold = 9
  }
}
provider "coder" {
  url = "https://two.example.com"
}
output "a" { value = 1 }
