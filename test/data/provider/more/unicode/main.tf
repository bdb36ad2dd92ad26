locals {
  composed   = "é"
  decomposed = "é"
}
output "same" { value = local.composed == local.decomposed }
output "len" { value = [length("é"), length("👨‍👩‍👧"), length("🇩🇪"), length("e\u0301")] }
output "up" { value = upper("ßéİı") }
output "low" { value = lower("ßÉİI") }
output "tit" { value = title("ǆ été") }
output "sub" { value = substr("👨‍👩‍👧abc", 0, 1) }
output "keys" { value = { "é" = 1 }["é"] }
output "sort" { value = sort(["é", "z", "a", "Z", "É"]) }
output "rev" { value = strrev("é👨‍👩‍👧x") }
output "fmt" { value = format("%5s|%-5s|%.2s", "é", "👨‍👩‍👧", "éxy") }
output "split" { value = split("", "é👨") }
output "trim" { value = trim("ééxé", "é") }
output "json" { value = jsonencode("é\u2028<>&\u0001") }
output "url" { value = urlencode("é/ ?") }
output "b64" { value = base64encode("é") }
output "re" { value = regexall("\\p{L}+", "été 12 ça") }
resource "coder_app" "b" {
  agent_id     = coder_agent.main.id
  slug         = "b"
  display_name = "é"
}
