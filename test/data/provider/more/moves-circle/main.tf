moved {
  from = coder_app.z
  to   = coder_app.zz
}
moved {
  from = coder_app.zz
  to   = coder_app.z
}
