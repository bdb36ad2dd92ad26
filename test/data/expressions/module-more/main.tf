variable "s" { default = "node-react-app" }
variable "n" { default = 3 }
variable "b" { default = true }
variable "l" { default = ["a", "b", "c"] }
variable "m" { default = { x = 1, y = 2 } }
variable "nul" {
  type    = string
  default = null
}
locals {
  apps = [
    { slug = "code", port = 13337, share = "owner", subdomain = true },
    { slug = "jupyter", port = 8888, share = "authenticated", subdomain = false },
    { slug = "term", port = 7681, share = "public", subdomain = true },
  ]
  by_slug = { for a in local.apps : a.slug => a }
  nested  = { a = { b = [1, { c = "deep" }] } }
  empty   = []
  str     = "The quick brown fox"
  multi   = "line1\nline2\n\nline4"
  uni     = "héllo wörld 日本 👍🏽"
}

# Known only after apply, and its type isn't known before a plan.
resource "terraform_data" "u" {}

locals {
  # Unknown, of a type that is known.
  unknown_string = tostring(terraform_data.u.output)
  unknown_number = tonumber(terraform_data.u.output)
  unknown_bool   = tobool(terraform_data.u.output)
  unknown_list   = [for x in ["a"] : tostring(terraform_data.u.output)]
  some_list      = tolist(["a", tostring(terraform_data.u.output), "c"])
  some_map       = tomap({ a = "x", b = tostring(terraform_data.u.output) })
  secret         = sensitive("hush")
  secret_map     = sensitive({ a = "x" })
  part_secret    = { a = sensitive("x"), b = "y" }
  greeting       = "Hello, $${name}!"
  bad_template   = "Hello, $${name"
  file_template  = "$${file(\"files/hello.txt\")}"
}

variable "ephemeral_token" {
  type      = string
  ephemeral = true
  default   = "token"
}
