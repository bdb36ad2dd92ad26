terraform {
  required_version = var.x
  foo = 1
  bar {}
  experiments = [variable_validation]
}
terraform {
  required_version = ">> 1"
}
terraform {
  backend "local" {}
  backend "local" {}
  cloud {}
}
terraform {
  provider_meta "coder" {}
  required_version = "~> 1.0"
}
terraform {
  experiments = ["x"]
  language    = TF2021
}
