locals {
  b = "over-b"
}
resource "coder_app" "a" {
  share = "authenticated"
  dynamic "healthcheck" {
    for_each = [9]
    content {
      url       = "z"
      interval  = healthcheck.value
      threshold = 3
    }
  }
}
