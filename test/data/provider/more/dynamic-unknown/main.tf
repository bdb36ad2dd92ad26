resource "terraform_data" "x" { input = ["a"] }
resource "coder_app" "a" {
  agent_id = coder_agent.main.id
  slug     = "a"
  dynamic "healthcheck" {
    for_each = terraform_data.x.output
    content {
      url       = "http://localhost:1/${healthcheck.value}"
      interval  = 1
      threshold = 1
    }
  }
}
resource "coder_app" "b" {
  agent_id = coder_agent.main.id
  slug     = "b"
  dynamic "healthcheck" {
    for_each = [terraform_data.x.id]
    content {
      url       = "http://localhost:1/${healthcheck.value}"
      interval  = healthcheck.key + 5
      threshold = 1
    }
  }
}
