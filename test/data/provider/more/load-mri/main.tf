moved {
  from = coder_app.a
  to   = coder_app.b
}
moved {
  from = coder_app.a[0]
  to   = module.m.coder_app.c
}
moved {
  from = data.coder_workspace.x
  to   = coder_app.d
}
moved {
  from = coder_app.e
  to   = terraform_data.e
}
moved {
  from = coder_app.f
}
moved {
  from = "coder_app.g"
  to   = coder_app.h
}
moved {
  from = coder_app.i
  to   = coder_app.i
}
removed {
  from = coder_app.j
}
removed {
  from = coder_app.k
  lifecycle {
    destroy = "x"
  }
}
removed {
  from = coder_app.l[0]
  lifecycle {
    destroy = false
  }
}
removed {
  from = coder_agent.main
  lifecycle {
    destroy = false
  }
}
import {
  to = coder_app.m
}
import {
  to = coder_app.n
  id = "x"
}
import {
  to = data.coder_workspace.me
  id = "x"
}
check "a" {
  assert {
    condition = true
  }
}
check "b" {
  data "coder_workspace" "y" {}
  data "coder_workspace" "z" {}
  assert {
    condition     = true
    error_message = "x"
  }
}
