resource "terraform_data" "t" { input = "x" }
locals {
  u = terraform_data.t.id
  n = terraform_data.t.output
}
output "a" { value = "pre-${local.u}" }
output "b" { value = length("${local.u}") }
output "c" { value = [local.u, "k"] }
output "d" { value = length([local.u, "k"]) }
output "e" { value = { a = local.u, b = 1 } }
output "f" { value = local.u == "x" }
output "g" { value = local.u == null }
output "h" { value = true || local.u == "x" }
output "i" { value = local.u == "x" || true }
output "j" { value = local.u == "x" ? "same" : "same" }
output "k" { value = local.u == "x" ? [1, 2] : [3, 4] }
output "l" { value = local.u == "x" ? ["a"] : ["a", "b"] }
output "m" { value = coalesce(local.u, "b") }
output "n" { value = coalesce(null, "b", local.u) }
output "o" { value = try(local.u, "b") }
output "p" { value = can(local.u) }
output "q" { value = can(local.n.foo) }
output "r" { value = try(local.n.foo, "z") }
output "s" { value = contains(["a", local.u], "a") }
output "t" { value = contains([local.u], "a") }
output "u" { value = lookup({ a = local.u, b = "c" }, "b", "d") }
output "v" { value = element([local.u, "k"], 1) }
output "w" { value = join(",", ["a", local.u]) }
output "x" { value = merge({ a = 1 }, { b = local.u }) }
output "y" { value = keys({ a = 1, b = local.u }) }
output "z" { value = values({ a = 1, b = local.u }) }
output "aa" { value = [for x in [local.u, "b"] : upper(x)] }
output "ab" { value = [for x in [local.u, "b"] : x if x != "b"] }
output "ac" { value = { for x in ["a", "b"] : x => local.u } }
output "ad" { value = { for x in ["a", local.u] : x => 1 } }
output "ae" { value = jsonencode({ a = local.u }) }
output "af" { value = toset(["a", local.u]) }
output "ag" { value = length(toset(["a", local.u])) }
output "ah" { value = flatten([[local.u], ["a"]]) }
output "ai" { value = compact(["", "a", local.u]) }
output "aj" { value = concat(["a"], [local.u]) }
output "al" { value = zipmap(["a"], [local.u]) }
output "am" { value = local.u != null ? "known" : "null" }
output "an" { value = startswith("pre-${local.u}", "pre") }
output "ao" { value = startswith("pre-${local.u}", "qqq") }
output "ap" { value = "pre-${local.u}" == "qqq" }
output "aq" { value = "pre-${local.u}" == "" }
output "ar" { value = strcontains("pre-${local.u}", "pre") }
output "as" { value = local.n == "x" && false }
output "at" { value = false && local.n == "x" }

