locals {
  s    = "text"
  n    = 5
  l    = ["a", "b"]
  o    = { a = 1, b = "x" }
  m    = tomap({ a = "x" })
  st   = toset(["a"])
  nul  = null
  e1   = local.s.foo
  e2   = local.s[0]
  e3   = local.n["x"]
  e4   = local.l["x"]
  e5   = local.l[2]
  e6   = local.l[-1]
  e7   = local.l[1.5]
  e8   = local.o["c"]
  e9   = local.o.c
  e10  = local.m["zz"]
  e11  = local.m.zz
  e12  = local.st[0]
  e13  = local.nul.x
  e14  = local.nul[0]
  e15  = local.s + 1
  e16  = local.l + 1
  e17  = !local.s
  e18  = -local.s
  e19  = local.s && true
  e20  = local.n > "a"
  e21  = local.n > null
  e22  = "${local.l}"
  e23  = "${local.nul}"
  e24  = "a${local.o}b"
  e25  = [for x in local.s : x]
  e26  = [for x in local.nul : x]
  e27  = { for x in ["a", "a"] : x => 1 }
  e28  = { for x in [null] : x => 1 }
  e29  = { for x in [["a"]] : x => 1 }
  e30  = [for x in local.l : x if "maybe"]
  e31  = [for x in local.l : x if null]
  e32  = local.n ? 1 : 2
  e33  = "x" ? 1 : 2
  e34  = null ? 1 : 2
  e35  = true ? { a = 1 } : [1]
  e36  = true ? { a = 1 } : { b = 2 }
  e37  = true ? [1] : ["a", "b"]
  e38  = { (null) = 1 }
  e39  = { (local.l) = 1 }
  e40  = { "a" = 1, "a" = 2 }
  e41  = 5 % 0
  e42  = 5 / 0
  e43  = length(5)
  e44  = length("a", "b")
  e45  = upper()
  e46  = upper(null)
  e47  = element([], 0)
  e48  = lookup({}, "a")
  e49  = lookup({ a = 1 }, "b", "c")
  e50  = jsondecode("{")
  e51  = yamldecode("a: [")
  e52  = file("nope.txt")
  e53  = templatefile("nope.tpl", {})
  e54  = regex("(", "x")
  e55  = regex("a", "b")
  e56  = tonumber("x")
  e57  = tobool("yes")
  e58  = tomap({ a = 1, b = "x" })
  e59  = tomap({ a = 1, b = ["x"] })
  e60  = tolist(["a", ["b"]])
  e61  = toset("a")
  e62  = base64decode("%%%")
  e63  = coalesce(null, "")
  e64  = coalesce()
  e65  = one(["a", "b"])
  e66  = parseint("z", 10)
  e67  = substr("abc", 5, 1)
  e68  = slice(["a"], 0, 5)
  e69  = range(1, 10, 0)
  e70  = cidrsubnet("10.0.0.0/33", 1, 1)
  e71  = formatdate("YYYY", "nope")
  e72  = merge({ a = 1 }, ["b"])
  e73  = concat(["a"], "b")
  e74  = zipmap(["a"], [])
  e75  = setproduct([])
  e76  = flatten("a")
  e77  = keys(["a"])
  e78  = join(",", "a")
  e79  = join(",", ["a"], [["b"]])
  e80  = split(",", ["a"])
  e81  = format("%d", "x")
  e82  = format("%s")
  e83  = format("%s", "a", "b")
  e84  = format("%z", "a")
  e85  = chomp(["a"])
  e86  = max()
  e87  = max("a")
  e88  = sum([])
  e89  = sum(["a"])
  e90  = index(["a"], "b")
  e91  = matchkeys(["a"], ["b"], ["c"])
  e92  = transpose({ a = "b" })
  e93  = alltrue(["x"])
  e94  = nonsensitive("x")
  e95  = timeadd("x", "1h")
  e96  = bcrypt("x", 100)
  e97  = urlencode(null)
  e98  = replace("a", "/(/", "b")
  e99  = try()
  e100 = try(local.s.foo)
  e101 = can()
  e102 = abs("x")
  e103 = ceil(null)
  e104 = strrev(local.o)
  e105 = trimprefix("a")
  e106 = local.l...
  e107 = max(local.l...)
  e108 = max(local.o...)
  e109 = max(null...)
  e110 = local.o[*].zz
  e111 = local.l[*].zz
  e112 = local.s[*].zz
  e113 = local.m.*
  e114 = local.s.0
  e115 = local.l.5
}
