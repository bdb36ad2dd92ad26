variable "a" {
  type    = number
  default = 5
}
resource "coder_app" "a" {
  count    = 1
  url      = null
  lifecycle {
    ignore_changes = [url]
  }
}
resource "coder_app" "b" {
  healthcheck {
    url       = "y"
    interval  = 9
    threshold = 9
  }
}
locals { l = var.a }
