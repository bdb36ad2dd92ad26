data "coder_workspace_preset" "a" {
  name = "a"
  prebuilds {
    instances = 1
    scheduling {
      timezone = "UTC"
    }
  }
}
data "coder_workspace_preset" "b" {
  name = "b"
  prebuilds {
    instances = 1
    scheduling {
      timezone = "UTC"
      schedule {
        cron      = "5 8-18 * * 1-5"
        instances = 3
      }
    }
  }
}
data "coder_workspace_preset" "c" {
  name = "c"
  prebuilds {
    instances = 1
    scheduling {
      timezone = "UTC"
      schedule {
        cron      = "* 8-18 * * 1-5"
        instances = 3
      }
      schedule {
        cron      = "* 10-12 * * 3"
        instances = 3
      }
    }
  }
}
data "coder_workspace_preset" "d" {
  name = "d"
  prebuilds {
    instances = 1
    expiration_policy {
      ttl = 31536001
    }
  }
}
data "coder_workspace_preset" "e" {
  name = "e"
  prebuilds {
    instances = 1
    scheduling {
      timezone = ""
      schedule {
        cron      = "* * * * *"
        instances = 3
      }
    }
  }
}
data "coder_workspace_preset" "f" {
  name = ""
}
data "coder_workspace_preset" "g" {
  name    = "g"
  default = true
}
data "coder_workspace_preset" "h" {
  name    = "h"
  default = true
}
