data "coder_parameter" "ides" {
  name    = "ides"
  type    = "list(string)"
  default = jsonencode(["code", "jupyter"])
}
data "coder_parameter" "csv" {
  name    = "csv"
  default = " a, b ,c"
}
resource "coder_app" "ide" {
  for_each = toset(jsondecode(data.coder_parameter.ides.value))
  agent_id = coder_agent.main.id
  slug     = each.value
  url      = "http://localhost/${each.key}"
}
resource "coder_app" "csv" {
  for_each = { for i, s in split(",", data.coder_parameter.csv.value) : trimspace(s) => i }
  agent_id = coder_agent.main.id
  slug     = "x-${each.key}"
  order    = each.value
}
resource "coder_app" "cond" {
  for_each = contains(keys(coder_app.ide), "code") ? toset(["y"]) : toset([])
  agent_id = coder_agent.main.id
  slug     = each.key
}
resource "coder_app" "count" {
  count    = length(coder_app.csv) + length(coder_app.ide)
  agent_id = coder_agent.main.id
  slug     = format("n-%02d", count.index * 2 + 1)
  order    = count.index % 3 - 1
  hidden   = count.index >= 2
}
