resource "terraform_data" "t" { input = { a = 1 } }
resource "coder_app" "k" {
  for_each = { a = terraform_data.t.id, "" = 2 }
  agent_id = coder_agent.main.id
  slug     = "k-${length(each.key)}"
  url      = "http://localhost/${each.value}"
}
resource "coder_app" "n" {
  for_each = { "a\nb" = 1, "$${x}" = 2, "%%{y}" = 3, "é" = 4, "tab\t" = 5 }
  agent_id = coder_agent.main.id
  slug     = "n-${each.value}"
}
resource "coder_app" "keys" {
  for_each     = coder_app.n
  agent_id     = coder_agent.main.id
  slug         = "z-${each.value.slug}"
  display_name = each.key
}
resource "coder_app" "c" {
  count    = "2"
  agent_id = coder_agent.main.id
  slug     = "c-${count.index}"
}
resource "coder_app" "d" {
  for_each = { for i, a in coder_app.c : a.slug => i }
  agent_id = coder_agent.main.id
  slug     = "d-${each.key}-${each.value}"
}
output "k" { value = keys(coder_app.n) }
