/** What Envoy's own configuration can't say: which of an app's headers depends on the decision. */

import { replyHeaders, replyPrefix } from "../decide-only.ts";
import { corsHeaders } from "./removed-headers.ts";
import { Script } from "./yaml.ts";

/** The router still needs the others. */
const taken = replyHeaders.filter((name) => name !== "scheme" && name !== "address");

function list(names: readonly string[]): string {
  return `{${names.map((name) => JSON.stringify(name)).join(", ")}}`;
}

export const answerScript: Script = new Script([
  "function envoy_on_request(handle)",
  "  local headers = handle:headers()",
  `  if headers:get("${replyPrefix}decision") ~= "forward" then`,
  "    return",
  "  end",
  "  local said = {}",
  `  for _, name in ipairs(${list(taken)}) do`,
  `    said[name] = headers:get("${replyPrefix}" .. name) or ""`,
  `    headers:remove("${replyPrefix}" .. name)`,
  "  end",
  '  headers:replace(":path", said["uri"])',
  '  for _, name in ipairs({"cookie", "authorization"}) do',
  "    headers:remove(name)",
  '    if said[name] ~= "" then',
  "      headers:add(name, said[name])",
  "    end",
  "  end",
  "  local kept = handle:streamInfo():dynamicMetadata()",
  '  for _, name in ipairs({"cors", "allow-origin", "allow-credentials", "vary", "cache-control"}) do',
  '    kept:set("templatecheck", name, said[name])',
  "  end",
  "end",
  "",
  "function envoy_on_response(handle)",
  '  local said = handle:streamInfo():dynamicMetadata():get("templatecheck")',
  "  if said == nil then",
  "    return",
  "  end",
  "  local headers = handle:headers()",
  '  if said["cors"] == "strip" then',
  `    for _, name in ipairs(${list(corsHeaders.map((name) => name.toLowerCase()))}) do`,
  "      headers:remove(name)",
  "    end",
  "  end",
  "  local added = {",
  '    ["allow-origin"] = "access-control-allow-origin",',
  '    ["allow-credentials"] = "access-control-allow-credentials",',
  '    ["vary"] = "vary",',
  '    ["cache-control"] = "cache-control",',
  "  }",
  "  for name, header in pairs(added) do",
  '    if said[name] ~= "" then',
  "      headers:add(header, said[name])",
  "    end",
  "  end",
  "  -- A cookie of an app is the app's own host's.",
  "  local cookies = {}",
  '  for at = 0, headers:getNumValues("set-cookie") - 1 do',
  '    cookies[at + 1] = headers:getAtIndex("set-cookie", at)',
  "  end",
  '  headers:remove("set-cookie")',
  "  for _, cookie in ipairs(cookies) do",
  '    local own = cookie:gsub(";%s*[Dd][Oo][Mm][Aa][Ii][Nn]%s*=[^;]*", "")',
  '    headers:add("set-cookie", own)',
  "  end",
  "end",
]);
