import {
  to = coder_app.nope
  id = "x"
}
