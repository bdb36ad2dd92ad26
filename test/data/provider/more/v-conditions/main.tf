variable "p" {
  default = 80
}
resource "coder_app" "a" {
  agent_id = coder_agent.main.id
  slug     = "a"
  share    = "owner"
  lifecycle {
    precondition {
      condition     = var.p > 1000
      error_message = "port ${var.p} is too low"
    }
    postcondition {
      condition     = self.share == "public"
      error_message = "share is ${self.share}"
    }
  }
}
resource "coder_app" "b" {
  count    = 2
  agent_id = coder_agent.main.id
  slug     = "b${count.index}"
  lifecycle {
    precondition {
      condition     = count.index < 1
      error_message = "index ${count.index}"
    }
  }
}
resource "coder_app" "c" {
  for_each = toset(["x", "y"])
  agent_id = coder_agent.main.id
  slug     = each.key
  lifecycle {
    postcondition {
      condition     = self.slug == "x" && each.key == "x"
      error_message = "slug ${self.slug}"
    }
  }
}
resource "coder_app" "d" {
  agent_id = coder_agent.main.id
  slug     = "d"
  lifecycle {
    postcondition {
      condition     = self.id == "x"
      error_message = "late"
    }
    postcondition {
      condition     = self.display_name == null
      error_message = "never"
    }
  }
}
data "coder_parameter" "q" {
  name    = "q"
  default = "5"
  lifecycle {
    postcondition {
      condition     = tonumber(self.value) > 10
      error_message = "q is ${self.value}"
    }
  }
}
output "o" {
  value = 1
  precondition {
    condition     = var.p == 443
    error_message = "no"
  }
}
check "health" {
  assert {
    condition     = var.p == 443
    error_message = "warn only"
  }
}
resource "coder_app" "e" {
  agent_id = coder_agent.main.id
  slug     = "e"
  lifecycle {
    precondition {
      condition     = "maybe"
      error_message = "no"
    }
  }
}
