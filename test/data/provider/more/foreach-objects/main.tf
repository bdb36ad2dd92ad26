variable "apps" {
  type = map(object({
    port  = number
    name  = optional(string)
    share = optional(string, "authenticated")
    health = optional(object({
      path     = optional(string, "/healthz")
      interval = optional(number, 7)
    }), {})
    tags = optional(list(string), ["a", "b"])
  }))
  default = {
    web = { port = 8080 }
    api = { port = "9090", name = "API", share = null, health = { interval = 3 } }
    zed = { port = 7000, health = null, tags = [] }
  }
}
locals {
  extra = {
    one = { agent = coder_agent.main.id, slug = "one-x" }
    two = { agent = coder_agent.main.id, slug = "two-x" }
  }
}
resource "coder_app" "v" {
  for_each     = var.apps
  agent_id     = coder_agent.main.id
  slug         = each.key
  display_name = coalesce(each.value.name, upper(each.key))
  share        = each.value.share
  url          = "http://localhost:${each.value.port}/${join("-", each.value.tags)}"
  order        = index(keys(var.apps), each.key)
  dynamic "healthcheck" {
    for_each = each.value.health[*]
    content {
      url       = "http://localhost:${each.value.port}${healthcheck.value.path}"
      interval  = healthcheck.value.interval
      threshold = healthcheck.key + 1
    }
  }
}
resource "coder_app" "l" {
  for_each = local.extra
  agent_id = each.value.agent
  slug     = each.value.slug
  url      = "http://localhost/${each.key}"
}
