%{ if true }
