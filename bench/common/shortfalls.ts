/** Why a goal can be missed, and what was tried: printed only where it is, by the `note` of its row. */

export const shortfalls: Readonly<Record<string, string>> = {
  startup:
    "Of a run of `lint` on a small template bare Node itself takes more than half. What is left is loading the bundle (V8's code cache, shipped for each version of Node, spares most of its compilation), the schema of the provider's resources, and code that runs once and is never compiled further. Tried: one file for each entry, no library on the path that the command doesn't use, tables in place of regular expressions.",
  executable:
    "The executable is Bun with the bundle as bytecode: its own start is a tenth of Node's, the rest is what `lint` itself does, once, in code that nothing has compiled yet.",
  parse: "The ratio depends on the files: many short tokens cost more than long texts.",
  hcl2json: "The ratio depends on the files.",
  many: "Most of it is evaluation and the rules, spread evenly; lexing and parsing are a small part.",
  "many-memory":
    "What a template needed is garbage when it is done; a run over many lets half as much gather before it collects it, and the compiled code grows for a while.",
  growth: "On a machine that others use the exponent is uncertain by a tenth.",
  choices:
    "`compile` writes an app once for each set of choices that it has in common; a sum over all answers has many of them, and each is described by guards of its own.",
  lsp: "A keystroke checks the whole template again: parsing is a small part of it, evaluation and rules are the rest.",
  gateway:
    "Half of the time for a request is the system's, for two writes; Node's own HTTP is most of the rest. A forwarder on `node:http` has replaced the proxy library, and takes a quarter less than that by itself.",
  latency:
    "One request at a time: what is added is mostly the switch between two processes, as the library's own figure shows.",
  sockets: "A tunnel holds on to two sockets of Node and nothing else: no request, no answer, no agent.",
  decisions: "A decision is three lookups and a few comparisons; the rest is the machine.",
};
