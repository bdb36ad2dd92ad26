locals {
  a = templatefile("a.tpl", {})
  b = templatefile("b.tpl", { x = [] })
  c = templatefile("c.tpl", {})
  d = templatefile("a.tpl", { n = null })
  e = templatefile("e.tpl", { l = 5 })
  f = templatefile("f.tpl", {})
  g = templatefile("a.tpl", "x")
  h = templatefile("a.tpl", { "1x" = 1, n = 1 })
  i = templatefile(null, {})
  j = file(["x"])
  k = filebase64("bin.dat")
  l = templatestring("x $${n}", {})
}
