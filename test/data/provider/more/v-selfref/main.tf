resource "coder_app" "x" {
  agent_id     = coder_agent.main.id
  slug         = "x"
  display_name = coder_app.x.slug
}
resource "coder_app" "y" {
  count        = 2
  agent_id     = coder_agent.main.id
  slug         = "y${count.index}"
  display_name = coder_app.y[0].slug
}
resource "coder_app" "z" {
  agent_id   = coder_agent.main.id
  slug       = "z"
  depends_on = [coder_app.z]
}
resource "coder_app" "w" {
  agent_id = coder_agent.main.id
  slug     = "w"
  lifecycle {
    postcondition {
      condition     = coder_app.w.slug == "w"
      error_message = "x"
    }
  }
}
resource "coder_app" "v" {
  count    = length(coder_app.v)
  agent_id = coder_agent.main.id
  slug     = "v"
}
