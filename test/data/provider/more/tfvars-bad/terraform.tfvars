a = "abc"
b = var.a
c = ["x", upper("y")]
d = { y = 1 }
e = 1
foo {
  x = 1
}
