resource "coder_app" "null" {
  agent_id = coder_agent.main.id
  slug     = "a1"
  dynamic "healthcheck" {
    for_each = null
    content {
      url       = "x"
      interval  = 1
      threshold = 1
    }
  }
}
resource "coder_app" "string" {
  agent_id = coder_agent.main.id
  slug     = "a2"
  dynamic "healthcheck" {
    for_each = "abc"
    content {
      url       = "x"
      interval  = 1
      threshold = 1
    }
  }
}
resource "coder_app" "attr" {
  agent_id = coder_agent.main.id
  slug     = "a3"
  dynamic "healthcheck" {
    for_each = [1]
    content {
      url       = "x"
      interval  = 1
      threshold = 1
      nope      = 1
    }
  }
}
resource "coder_app" "missing" {
  agent_id = coder_agent.main.id
  slug     = "a4"
  dynamic "healthcheck" {
    for_each = [1]
    content {
      url = "x"
    }
  }
}
resource "coder_app" "iter" {
  agent_id = coder_agent.main.id
  slug     = "a5"
  dynamic "healthcheck" {
    for_each = [1]
    iterator = it
    content {
      url       = healthcheck.value
      interval  = 1
      threshold = 1
    }
  }
}
resource "coder_app" "unknownblock" {
  agent_id = coder_agent.main.id
  slug     = "a6"
  dynamic "healthchec" {
    for_each = [1]
    content {
      url = "x"
    }
  }
}
resource "coder_app" "nocontent" {
  agent_id = coder_agent.main.id
  slug     = "a7"
  dynamic "healthcheck" {
    for_each = [1]
  }
}
resource "coder_app" "noforeach" {
  agent_id = coder_agent.main.id
  slug     = "a8"
  dynamic "healthcheck" {
    content {
      url       = "x"
      interval  = 1
      threshold = 1
    }
  }
}
resource "coder_app" "labels" {
  agent_id = coder_agent.main.id
  slug     = "a9"
  dynamic "healthcheck" {
    for_each = [1]
    labels   = ["x"]
    content {
      url       = "x"
      interval  = 1
      threshold = 1
    }
  }
}
resource "coder_app" "iterquoted" {
  agent_id = coder_agent.main.id
  slug     = "a10"
  dynamic "healthcheck" {
    for_each = [1]
    iterator = "it"
    content {
      url       = it.value
      interval  = 1
      threshold = 1
    }
  }
}
resource "coder_app" "badvalue" {
  agent_id = coder_agent.main.id
  slug     = "a11"
  dynamic "healthcheck" {
    for_each = { x = "abc" }
    content {
      url       = "x"
      interval  = healthcheck.value
      threshold = 1
    }
  }
}
resource "coder_app" "undeclared" {
  agent_id = coder_agent.main.id
  slug     = "a12"
  dynamic "healthcheck" {
    for_each = var.nope
    content {
      url       = local.nope
      interval  = 1
      threshold = 1
    }
  }
}
