module "outer" {
  source   = "./outer"
  for_each = { "a b" = 1, "q\"uote" = 2, "ünï" = 1 }
  n        = each.value
  agent    = coder_agent.main.id
  label    = each.key
}
output "slugs" { value = { for k, m in module.outer : k => m.slugs } }
output "flat" { value = flatten(values(module.outer)[*].slugs) }
output "first" { value = one(module.outer["ünï"].slugs) }
output "t" { value = try(module.outer["nope"].slugs, "none") }
resource "coder_app" "after" {
  for_each = toset(flatten([for m in module.outer : m.slugs]))
  agent_id = coder_agent.main.id
  slug     = "r-${each.key}"
}
