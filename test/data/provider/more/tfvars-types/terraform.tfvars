a = [1, true, "x"]
b = { x = "5", z = 3 }
c = "tfvars"
d = { k = [1, "2"] }
f = null
