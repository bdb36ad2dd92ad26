output "a" {
  value     = coder_app.none.slug
  sensitive = var.x
}
output "b" {
  value      = 1
  depends_on = [coder_app.nope]
}
output "c" {
  value      = 1
  depends_on = [coder_agent.main.id]
}
module "m" {
  source = "./m"
  x      = local.nope
}
module "n" {
  source = "./m"
  count  = var.nope
  x      = each.key
}
output "m" { value = module.m.nope }
output "n" { value = module.n.x }
output "n2" { value = module.n[0].nope }
output "n3" { value = module.m[0].x }
resource "terraform_data" "p" {
  provisioner "local-exec" {
    command = "echo ${local.nope} ${self.nope}"
  }
  connection {
    host = var.nope
  }
  lifecycle {
    ignore_changes = [nope]
    replace_triggered_by = [terraform_data.nope]
    precondition {
      condition     = self.id != ""
      error_message = "x"
    }
  }
}
check "c" {
  data "coder_workspace" "inner" {}
  assert {
    condition     = data.coder_workspace.inner.nam == ""
    error_message = "${local.nope}"
  }
}
output "inner" { value = data.coder_workspace.inner.name }
