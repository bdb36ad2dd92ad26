terraform {
  required_providers {
    coder = { source = "coder/coder" }
  }
}
variable "agent" {}
resource "coder_app" "x" {
  agent_id = var.agent
  slug     = trimspace(file("${path.module}/slug.txt"))
  url      = templatefile("${path.module}/url.tftpl", { port = 8080 })
  icon     = "/icon/${basename(path.module)}.svg"
}
output "all" { value = [path.module, path.root, file("f.txt"), fileset(path.module, "*.txt")] }
