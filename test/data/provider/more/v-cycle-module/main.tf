module "a" {
  source = "./a"
  in1    = "x"
  in2    = module.b.out
}
module "b" {
  source = "./b"
  in     = module.a.out1
}
output "o" { value = module.a.out2 }
