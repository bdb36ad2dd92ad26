resource "terraform_data" "t" { input = "x" }
locals {
  u = terraform_data.t.id
  n = terraform_data.t.output
}
output "a" { value = "pre-${local.u}" }
output "b" { value = length(local.u) }
output "c" { value = terraform_data.t.input }
output "d" { value = terraform_data.t.triggers_replace }
output "e" { value = terraform_data.t }
output "f" { value = terraform_data.t[*].id }
output "g" { value = local.n[*] }
output "h" { value = length(local.n[*]) }
output "i" { value = [for x in [1, 2] : local.u] }
output "j" { value = local.u[*] }
output "k" { value = one([local.u]) }
output "l" { value = one(toset([local.u])) }
output "m" { value = distinct(["a", local.u]) }
output "n" { value = slice(["a", local.u, "c"], 0, 1) }
output "o" { value = reverse(["a", local.u]) }
output "p" { value = sort(["a", local.u]) }
output "q" { value = lookup({ a = local.u }, "zz", "d") }
output "r" { value = lookup({ a = 1 }, local.u, 2) }
output "s" { value = max(1, length(local.u)) }
output "t" { value = format("%s-x", local.u) }
output "u" { value = format("%d", 3) }
output "v" { value = formatlist("%s-%s", ["a", "b"], local.u) }
output "w" { value = formatlist("%s", [local.u, "b"]) }
output "x" { value = replace("abc", "b", local.u) }
output "y" { value = tostring(local.u) }
output "aa" { value = tobool(true) }
output "ab" { value = [local.u][0] }
output "ac" { value = { a = local.u }["a"] }
output "ad" { value = { a = local.u, b = 1 }.b }
output "ah" { value = "%{if local.u == "a"}x%{else}y%{endif}" }
output "ai" { value = "%{for x in [local.u]}<${x}>%{endfor}" }
output "ak" { value = coalescelist([], [local.u]) }
output "al" { value = matchkeys(["a"], [local.u], ["b"]) }
output "am" { value = setproduct(["a"], [local.u]) }
output "an" { value = chunklist([local.u, "b", "c"], 2) }
output "ao" { value = index(["a", local.u], "a") }
output "ap" { value = transpose({ a = [local.u] }) }
output "aq" { value = nonsensitive(sensitive("x")) }
output "ar" { value = issensitive(local.u) }
output "as" { value = substr("abc", 0, length(local.u)) }
output "at" { value = base64encode(local.u) }
output "au" { value = -length(local.u) }
output "av" { value = !(local.u == "x") }
output "ax" { value = length(local.u) + 1 }
output "ay" { value = tolist([local.u, null]) }
output "az" { value = tomap({ a = local.u, b = "x" }) }

