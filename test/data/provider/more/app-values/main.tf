resource "coder_app" "a1" {
  agent_id = coder_agent.main.id
  slug     = "a1"
  share    = "Owner"
}
resource "coder_app" "a2" {
  agent_id = coder_agent.main.id
  slug     = "a2"
  open_in  = "window"
}
resource "coder_app" "a3" {
  agent_id = coder_agent.main.id
  slug     = ""
}
resource "coder_app" "a4" {
  agent_id = coder_agent.main.id
  slug     = "a--4"
}
resource "coder_app" "a5" {
  agent_id = coder_agent.main.id
  slug     = "a5"
  url      = ["x"]
}
resource "coder_app" "a6" {
  agent_id = coder_agent.main.id
  slug     = "a6"
  healthcheck {
    url       = "x"
    interval  = 1.5
    threshold = 1
  }
}
resource "coder_app" "a7" {
  agent_id = coder_agent.main.id
  slug     = "a7"
  healthcheck {
    interval  = 1
    threshold = 1
  }
}
resource "coder_app" "a8" {
  agent_id = coder_agent.main.id
  slug     = "a8"
  icon     = "http://x y/%zz"
}
resource "coder_app" "a9" {
  agent_id = coder_agent.main.id
  slug     = "a9"
  command  = "x"
  url      = ""
}
resource "coder_app" "a10" {
  agent_id  = coder_agent.main.id
  slug      = "a10"
  external  = true
  subdomain = false
}
resource "coder_app" "a11" {
  agent_id = coder_agent.main.id
  slug     = "a11"
  external = false
  share    = "owner"
}
resource "coder_app" "a12" {
  agent_id = coder_agent.main.id
  slug     = "a12"
  order    = 9223372036854775808
}
resource "coder_app" "a13" {
  agent_id = coder_agent.main.id
  slug     = "a13"
  hidden   = 1
}
resource "coder_app" "a14" {
  agent_id = coder_agent.main.id
  slug     = "a14"
  id       = "x"
}
resource "coder_app" "a15" {
  slug     = "a15"
}
resource "coder_app" "a16" {
  agent_id = null
  slug     = null
}
resource "coder_app" "a17" {
  agent_id     = coder_agent.main.id
  slug         = "a17"
  display_name = "${"0123456789"}${"0123456789012345678901234567890123456789012345678901234é"}"
}
resource "coder_app" "a18" {
  agent_id = coder_agent.main.id
  slug     = "a18"
  group    = "01234567890123456789012345678901234567890123456789012345678901234"
}
resource "coder_app" "a19" {
  agent_id    = coder_agent.main.id
  slug        = "a19"
  healthcheck = [{ url = "x", interval = 1, threshold = 1 }]
}
resource "coder_app" "a20" {
  agent_id = coder_agent.main.id
  slug     = "a20"
  command  = "x"
  healthcheck {
    url       = "x"
    interval  = 1
    threshold = 1
  }
}
resource "coder_app" "a21" {
  agent_id  = coder_agent.main.id
  slug      = "a21"
  command   = "x"
  subdomain = false
}
resource "coder_app" "a22" {
  agent_id  = coder_agent.main.id
  slug      = "a22"
  command   = null
  subdomain = null
  external  = null
  share     = null
  open_in   = null
  url       = null
}
resource "coder_app" "a23" {
  agent_id = coder_agent.main.id
  slug     = "A23"
}
resource "coder_app" "a24" {
  agent_id = coder_agent.main.id
  slug     = "é"
}
resource "coder_app" "a25" {
  agent_id = coder_agent.main.id
  slug     = "a25\n"
}
resource "coder_app" "a26" {
  agent_id = coder_agent.main.id
  slug     = "a26"
  order    = "1e3"
  hidden   = "TRUE"
}
resource "coder_app" "a27" {
  agent_id = coder_agent.main.id
  slug     = "a27"
  order    = "0x10"
}
resource "coder_app" "a28" {
  agent_id = coder_agent.main.id
  slug     = "a28"
  order    = " 5"
}
resource "coder_app" "a29" {
  agent_id = coder_agent.main.id
  slug     = "a29"
  hidden   = "1"
}
resource "coder_app" "a30" {
  agent_id  = coder_agent.main.id
  slug      = "a30"
  subdomain = ""
}
