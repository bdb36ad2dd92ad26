output "a" {}
output "b" {
  value = 1
  foo   = 2
}
output "c" {
  value     = 1
  sensitive = "x"
}
output "d" {
  value       = 1
  description = 1 + 1
}
output "e" {
  value = 1
  precondition {
    condition = true
  }
}
output "f" {
  value      = 1
  depends_on = [1]
}
output "g" {
  value     = 1
  ephemeral = true
}
output "h" {
  value     = 1
  precondition {
    condition     = true
    error_message = "x"
  }
  precondition "x" {
    condition     = true
    error_message = "x"
  }
}
output "i" {
  value     = 1
  bar {}
}
