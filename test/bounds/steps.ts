/** Work: each step of it is little. */

import { anyBudget, bigText, type Case, type Files, nested, spent, template, withLocals, withValue } from "./case.ts";

const bigList = `  ten  = range(250)
  list = flatten([for a in local.ten : [for b in local.ten : b]])
`;

/** The same thing over and over: work that a step doesn't show. */
function repeated(locals: string, expression: string): () => Files {
  return withLocals(`${locals}  value = sum([for i in range(1000) : ${expression}])`);
}

export const stepCases: readonly Case[] = [
  {
    name: "for in for in for",
    says: spent,
    files: withValue("sum([for a in range(1000) : sum([for b in range(1000) : sum([for c in range(1000) : c])])])"),
  },
  {
    name: "templates in templates",
    large: true,
    says: anyBudget,
    files: withValue(
      'length("%{for a in range(1000)}%{for b in range(1000)}%{for c in range(1000)}x%{endfor}%{endfor}%{endfor}")',
    ),
  },
  {
    name: "equality of large values, 1,000 times",
    large: true,
    says: spent,
    files: repeated(
      `${bigList}  other = concat(local.list, [1])\n  again = concat(local.list, [2])\n`,
      "local.other == local.again ? 1 : 0",
    ),
  },
  ...(
    [
      ["jsonencode", "length(jsonencode(local.list))"],
      ["yamlencode", "length(yamlencode(local.list))"],
      ["toset", "length(toset(local.list))"],
      ["distinct", "length(distinct(local.list))"],
      ["sort", "length(sort([for x in slice(local.list, 0, 1000) : tostring(x)]))"],
      ["reverse", "length(reverse(local.list))"],
      ["concat", "length(concat(local.list, [i]))"],
      ["flatten", "length(flatten([local.list]))"],
      ["join", 'length(join(",", local.list))'],
      ["sum", "sum(local.list)"],
      ["max", "max(local.list...)"],
      ["contains", "contains(local.list, -1) ? 1 : 0"],
      ["index", "try(index(local.list, -1), 0)"],
      ["setunion", "length(setunion(local.list, [i]))"],
      ["chunklist", "length(chunklist(local.list, 1))"],
      ["slice", "length(slice(local.list, 0, 50000))"],
      ["compact", 'length(compact([for x in slice(local.list, 0, 100) : "x"]))'],
      ["zipmap", "length(zipmap([for x in range(1000) : tostring(x)], range(1000)))"],
      ["matchkeys", "length(matchkeys(local.list, local.list, [-1]))"],
      ["formatlist", 'length(formatlist("%d-%d", local.list, i))'],
      ["coalescelist", "length(coalescelist([], local.list))"],
      ["splat", "length(local.list[*])"],
      ["tostring", "length(tolist([for x in slice(local.list, 0, 1000) : tostring(x)]))"],
      ["type", "length(tolist(local.list))"],
    ] as const
  ).map(([name, expression]) => ({
    name: `${name}() of 62,500, 1,000 times`,
    says: anyBudget,
    files: repeated(bigList, expression),
    large: true,
  })),
  ...(
    [
      ["upper", "length(upper(local.text))"],
      ["replace", 'length(replace(local.text, "0", "1"))'],
      ["replace by pattern", 'length(replace(local.text, "/[0-9]/", "x"))'],
      ["regexall", 'length(regexall("[a-f]+", local.text))'],
      ["regex", 'length(regex("^(.*)f$", local.text))'],
      ["split", 'length(split("", local.text))'],
      ["sha512", "length(sha512(local.text))"],
      ["base64encode", "length(base64encode(local.text))"],
      ["urlencode", "length(urlencode(local.text))"],
      ["strrev", "length(strrev(local.text))"],
      ["title", "length(title(local.text))"],
      ["substr", "length(substr(local.text, 1, 100))"],
      ["format", 'length(format("%s", local.text))'],
      ["jsonencode", "length(jsonencode(local.text))"],
      ["jsondecode", 'length(jsondecode("\\"${local.text}\\""))'],
      ["yamldecode", "length(yamldecode(local.text))"],
      ["csvdecode", 'length(csvdecode(replace(local.text, "a", "\\n")))'],
      ["trim", 'length(trim(local.text, "0"))'],
      ["length", "length(local.text)"],
      ["indent", "length(indent(2, local.text))"],
      ["equality", 'local.text == "${local.t16}${local.t16}" ? 1 : 0'],
      ["interpolation", 'length("${local.text}x")'],
      ["base64gzip", "length(base64gzip(local.text))"],
      ["textencodebase64", 'length(textencodebase64(local.text, "UTF-16LE"))'],
      ["strcontains", 'strcontains(local.text, "zz") ? 1 : 0'],
      ["parseint", "parseint(local.t10, 16) > 1 ? 1 : 0"],
      ["tonumber", 'tonumber(replace(local.t10, "/[a-f]/", "7")) > 1 ? 1 : 0'],
    ] as const
  ).map(([name, expression]) => ({
    name: `${name}() of 2 MB, 1,000 times`,
    says: anyBudget,
    files: repeated(bigText, expression),
    large: name !== "title" && name !== "parseint",
  })),
  {
    name: "file() of 4 MB, 1,000 times",
    large: true,
    says: anyBudget,
    files: () => ({ ...repeated("", 'length(file("x.txt"))')(), "x.txt": "x".repeat(4_000_000) }),
  },
  {
    name: "filesha256() of 40 MB, 1,000 times",
    large: true,
    says: anyBudget,
    files: () => ({ ...repeated("", 'length(filesha256("x.txt"))')(), "x.txt": "x".repeat(40_000_000) }),
  },
  {
    name: "fileset() of 2,000 files, 1,000 times",
    says: anyBudget,
    files: () => ({
      ...repeated("", 'length(fileset("d", "**"))')(),
      ...Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`d/f${at}`, ""])),
    }),
    large: true,
  },
  {
    name: "templatefile() that loops",
    large: true,
    says: anyBudget,
    files: () => ({
      ...withValue('templatefile("t.tpl", {})')(),
      "t.tpl": "%{for a in range(1000)}%{for b in range(1000)}%{for c in range(1000)}%{endfor}%{endfor}%{endfor}",
    }),
  },
  {
    name: "templatefile() that calls itself",
    says: /can't be called within a template/,
    files: () => ({ ...withValue('templatefile("t.tpl", {})')(), "t.tpl": `\${templatefile("t.tpl", {})}` }),
  },
  {
    name: "templatestring() in templatestring()",
    says: /can't be called|budget|refers|template/,
    files: withLocals(`  t = "$\${templatestring(t, {t = t})}"\n  value = templatestring(local.t, {t = local.t})`),
  },
  {
    name: "dynamic blocks in dynamic blocks",
    says: spent,
    files: () => ({
      "main.tf": `${template}resource "null_resource" "x" {\n${nested("dynamic a {\nfor_each=[1,2]\ncontent {\n", "", "}\n}\n", 60)}}\n`,
    }),
  },
];
