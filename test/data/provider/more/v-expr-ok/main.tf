locals {
  l = ["a", "b"]
  o = { a = 1, b = "x", "c d" = [1, 2] }
}
output "o1" { value = local.l[*] }
output "o2" { value = local.l.*}
output "o3" { value = local.o[*].a }
output "o4" { value = null[*] }
output "o5" { value = "x"[*] }
output "o6" { value = local.l[true ? 0 : 1] }
output "o7" { value = local.o["c d"][1] }
output "o8" { value = { for k, v in local.o : k => v... } }
output "o9" { value = { for i, v in local.l : v => i } }
output "o10" { value = [for k, v in local.o : "${k}=${jsonencode(v)}"] }
output "o11" { value = { for s in ["a", "b", "a"] : s => upper(s)... } }
output "o12" { value = "${local.l[0]}" }
output "o13" { value = "${true}" }
output "o14" { value = "${1}" }
output "o15" { value = "a${1}b${true}" }
output "o16" { value = "%{for i, x in local.l}${i}${x}%{if i < 1}, %{endif}%{endfor}" }
output "o17" {
  value = <<-EOT
    %{for x in local.l~}
    - ${x}
      deep
    %{endfor~}
    end
  EOT
}
output "o18" {
  value = <<EOT
  keep $${x} %%{y} \n "q"
EOT
}
output "o19" { value = true ? 1 : "a" }
output "o20" { value = false ? [] : ["a", 1] }
output "o21" { value = true ? null : 1 }
output "o22" { value = true ? {} : { a = 1 } }
output "o23" { value = [1, "a", true, null] }
output "o24" { value = { a = 1, "b" = 2, (local.l[0] == "a" ? "c" : "d") = 3 } }
output "o25" { value = 1 == "1" }
output "o26" { value = true == "true" }
output "o27" { value = [1] == [1] }
output "o28" { value = ["a"] == tolist(["a"]) }
output "o29" { value = null == null }
output "o30" { value = { a = 1 } == { a = 1 } }
output "o31" { value = { a = null }.a == null }
output "o32" { value = 0.1 + 0.2 }
output "o33" { value = 10 / 3 }
output "o34" { value = -5 % 3 }
output "o35" { value = 1e3 }
output "o36" { value = 100000000000000000000 * 10 }
output "o37" { value = "1" + "2" }
output "o38" { value = !false && true || false }
output "o39" { value = -1 - -1 }
output "o40" { value = 1 < 2 == true }
output "o41" { value = tomap({ a = 1, b = "x" }) }
output "o42" { value = tolist([1, "a", true]) }
output "o43" { value = toset(["b", "a", "b", 1]) }
output "o44" { value = merge({ a = 1 }, null, { b = 2 }) }
output "o45" { value = coalesce("", "a") }
output "o46" { value = try(local.o.zzz, local.l[9], "dflt") }
output "o47" { value = max([1, 5, 3]...) }
output "o48" { value = element(local.l, 5) }
output "o50" { value = lookup(local.o, "zz", "d") }
output "o51" { value = one([]) }
output "o52" { value = flatten([["a"], [["b"]], "c", []]) }
output "o53" { value = distinct(["a", "b", "a", 1, "1"]) }
output "o54" { value = formatdate("DD MMM YYYY hh:mm ZZZ", "2024-02-03T04:05:06Z") }
output "o55" { value = regexall("[a-z]+", "ab 12 cd") }
output "o56" { value = regex("(?P<y>\\d+)-(?P<m>\\d+)", "2024-05") }
output "o57" { value = replace("abcabc", "/b(.)/", "<$1>") }
output "o58" { value = jsonencode({ b = 1, a = [null, "<>&", 1.50] }) }
output "o59" { value = yamlencode({ b = 1, a = [null, "x: y"] }) }
output "o60" { value = cidrhost("10.0.0.0/8", 5) }
output "o61" { value = title("hello wOrld") }
output "o62" { value = substr("héllo", 1, 3) }
output "o63" { value = strrev("héllo") }
output "o64" { value = sort(["b", "A", "a", "10", "9"]) }
output "o65" { value = setproduct(["a", "b"], [1, 2]) }
output "o66" { value = range(5, 0, -2) }
output "o67" { value = trimspace("\n x \t") }
output "o68" { value = split("", "abc") }
output "o69" { value = zipmap(["a", "b"], [1, "x"]) }
output "o70" { value = transpose({ a = ["x", "y"], b = ["x"] }) }
output "o71" { value = chunklist(["a", "b", "c"], 2) }
output "o72" { value = path.module }
output "o73" { value = path.root }
output "o74" { value = basename(path.cwd) == "template" }
output "o75" { value = terraform.workspace }
output "o76" { value = sensitive("x") == "x" ? nonsensitive(sensitive("y")) : "z" }
output "o77" { value = sum([1, "2", 3.5]) }
output "o78" { value = "\u00e9\U0001F600\t\"" }
output "o79" { value = tostring(1.0) }
output "o80" { value = tostring(1.10) }
output "o81" { value = 12345678901234567890 }
output "o82" { value = 0.000001 }
output "o83" { value = "${1e-7}" }
output "o84" { value = [for x in toset(["b", "a"]) : x] }
output "o85" { value = { for x in toset([3, 1]) : "k${x}" => x } }
output "o86" { value = [for k in { b = 1, a = 2 } : k] }
output "o87" { value = alltrue([]) }
output "o88" { value = anytrue(["true", false]) }
output "o89" { value = compact(["a", "", null]) }
output "o90" { value = contains([1, 2], "1") }
output "o91" { value = index(["a", "b"], "b") }
output "o92" { value = join("-", [1, true, "x"]) }
output "o93" { value = keys({ b = 1, a = 2 }) }
output "o94" { value = length("héé") }
output "o95" { value = matchkeys(["a", "b", "c"], ["1", "2", "1"], ["1"]) }
output "o96" { value = pow(2, 0.5) }
output "o97" { value = log(8, 2) }
output "o98" { value = signum(-3) }
output "o99" { value = parseint("ff", 16) }
output "o100" { value = floor(-1.5) }
output "o101" { value = abs("-3") }
output "o102" { value = templatestring(local.tpl, { n = "x" }) }
locals { tpl = "hi $${n}" }
output "o103" { value = startswith("abc", "ab") }
output "o104" { value = urlencode("a b&c/é") }
output "o105" { value = indent(2, "a\nb") }
output "o106" { value = format("%05.2f|%-5s|%5s|%q|%v|%t|%x|%%", 3.14159, "a", "b", "c", [1], true, 255) }
output "o107" { value = formatlist("%s-%s", ["a", "b"], "x") }
output "o108" { value = cidrsubnets("10.0.0.0/16", 8, 4) }
output "o109" { value = base64gzip("") != "" }
output "o110" { value = textencodebase64("é", "UTF-16LE") }
output "o111" { value = timeadd("2024-01-01T00:00:00Z", "1h30m") }
output "o112" { value = timecmp("2024-01-01T00:00:00Z", "2024-01-01T01:00:00+01:00") }
output "o113" { value = csvdecode("a,b\n1,2\n3,\"x,y\"") }
output "o114" { value = yamldecode("a: 1\nb: [x, 'y', yes, null, 1.5]\nc: 2024-01-01") }
output "o115" { value = jsondecode("{\"a\":[1,2.50,null,true]}") }
output "o116" { value = setsubtract(["a", "b"], ["b"]) }
output "o117" { value = setsymmetricdifference(["a", "b"], ["b", "c"]) }
output "o118" { value = reverse(["a", "b"]) }
output "o119" { value = slice(["a", "b", "c"], 1, 3) }
output "o120" { value = coalescelist([], ["a"]) }
