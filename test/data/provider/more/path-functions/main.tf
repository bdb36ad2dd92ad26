module "m" {
  source = "./mods/m"
  agent  = coder_agent.main.id
}
output "a" { value = module.m.all }
output "b" { value = file("${path.module}/f.txt") }
output "c" { value = fileexists("nope.txt") }
output "d" { value = fileset(path.module, "**/*.txt") }
output "e" { value = templatefile("t.tftpl", { xs = ["a", "b"], on = true }) }
output "f" { value = filemd5("f.txt") }
output "g" { value = abspath("f.txt") == "${path.cwd}/f.txt" }
output "h" { value = pathexpand("/x/y") }
output "i" { value = dirname("a/b/c.txt") }
