resource "coder_app" "a" {
  lifecycle {
    precondition {
      condition     = var.a == "x"
      error_message = "post ${var.a}"
    }
  }
}
variable "v" {
  validation {
    condition     = var.v < 100
    error_message = "w"
  }
}
output "o" {
  precondition {
    condition     = var.a == "x"
    error_message = "p"
  }
}
