check "d" {
  data "coder_parameter" "p" {
    name    = "p"
    type    = "number"
    default = "abc"
  }
  assert {
    condition     = data.coder_parameter.p.value == "1"
    error_message = "x"
  }
}
