variable "s" {
  default   = "sec"
  sensitive = true
}
output "e14" { value = [sensitive("x"), 1][1] }
output "e15" { value = { a = sensitive("x"), b = 1 }.b }
output "e16" { value = length([sensitive("x")]) }
output "e17" { value = merge({ a = sensitive("x") }, { b = 1 }).b }
output "e18" { value = lookup({ a = sensitive("x"), b = 1 }, "b") }
output "e19" { value = keys({ a = sensitive("x"), b = 1 }) }
output "e20" { value = issensitive(var.s) }
output "e22" {
  value     = { a = var.s }
  sensitive = true
}
output "e23" { value = [for x in [sensitive("x"), "y"] : 1] }
output "e24" { value = { for k, v in { a = sensitive("x") } : k => 1 } }
output "e25" { value = length([for x in [sensitive("a"), "b"] : x]) }
output "e26" { value = concat([sensitive("a")], ["b"])[1] }
output "e27" { value = flatten([[sensitive("a")], ["b"]])[1] }
output "e28" { value = zipmap(["a", "b"], [sensitive("x"), 2]).b }
output "e29" { value = element([sensitive("a"), "b"], 1) }
output "e30" { value = coalesce("a", sensitive("b")) }
output "e31" { value = issensitive([sensitive("x")]) }
output "e32" { value = issensitive({ a = sensitive("x") }.a) }
output "e33" { value = one([for x in [sensitive("a")] : "k"]) }
output "e34" { value = length(toset([sensitive("a")])) }
resource "coder_app" "a" {
  count        = length([sensitive("x"), 1])
  agent_id     = coder_agent.main.id
  slug         = "a${count.index}"
  display_name = var.s
  share        = var.s == "sec" ? "owner" : "public"
  healthcheck {
    url       = "http://localhost/${var.s}"
    interval  = length(var.s)
    threshold = 1
  }
}
resource "coder_app" "b" {
  for_each = { for k, v in { x = sensitive("q"), y = "z" } : k => v }
  agent_id = coder_agent.main.id
  slug     = each.key
  group    = each.value
}
