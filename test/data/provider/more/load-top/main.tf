foo = 1
bar {}
resources "x" "y" {}
locals {
  a = 1
  b {}
}
local {}
output = 1
ephemeral "x" "y" {}
import {}
removed {}
moved {}
check "a" {}
