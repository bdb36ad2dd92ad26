module "a" { source = "m" }
module "b" { source = "" }
module "c" { source = "./m/../m" }
module "d" { source = ".\\m" }
module "e" { source = "./nope" }
module "f" { source = "./empty" }
module "g" { source = "." }
