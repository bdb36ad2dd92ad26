c = "auto-a"
g = ["b", "a", "b"]
