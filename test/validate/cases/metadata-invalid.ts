import type { RuleCase } from "../rule-case.ts";

const disk = `
resource "terraform_data" "disk" {
  input = "50Gi"
}
`;

const metadata = (label: string, body: string): string => `
resource "coder_metadata" "${label}" {
  ${body.trim().replaceAll("\n", "\n  ")}
}
`;

const item = (key: string): string => `item {\n  key   = "${key}"\n  value = "x"\n}`;

export const cases: readonly RuleCase[] = [
  {
    about: "two metadata of one resource",
    bad:
      disk +
      metadata("a", "resource_id = terraform_data.disk.id") +
      metadata("b", "resource_id = terraform_data.disk.id"),
    finds: ['error: "b"'],
    says: "terraform_data.disk gets the metadata of 2 resources: coder_metadata.a and coder_metadata.b",
    good:
      disk +
      metadata("a", "resource_id = terraform_data.disk.id") +
      metadata("b", "count       = data.coder_workspace.me.start_count\nresource_id = terraform_data.vm[0].id"),
  },
  {
    about: "the nearest resource counts, whatever `resource_id` says",
    bad:
      disk +
      metadata("a", "resource_id = terraform_data.disk.id") +
      metadata("b", 'resource_id = "anything"\ndepends_on  = [terraform_data.disk]'),
    finds: ['error: "b"'],
    good: disk + metadata("a", "resource_id = terraform_data.disk.id") + metadata("b", 'resource_id = "anything"'),
  },
  {
    about: "the nearest one by way of a local",
    bad: `${disk}locals {\n  id = terraform_data.disk.id\n}\n${metadata("a", "resource_id = terraform_data.disk.id")}${metadata("b", "resource_id = local.id")}`,
    finds: ['error: "b"'],
    good: disk + metadata("a", `resource_id = terraform_data.disk.id\n${item("size")}`),
  },
  {
    about: "what a nearer resource depends on is further away",
    bad: `${disk}${metadata("a", "resource_id = terraform_data.disk.id")}${metadata("b", "count       = 2\nresource_id = terraform_data.mount.id\ndepends_on  = [terraform_data.disk]")}
resource "terraform_data" "mount" {
  input = terraform_data.disk.id
}
`,
    finds: ['error: "b"'],
    says: "terraform_data.mount gets the metadata of 2 resources",
    good: `${disk}${metadata("a", "resource_id = terraform_data.disk.id")}${metadata("b", "resource_id = terraform_data.mount.id\ndepends_on  = [terraform_data.disk]")}
resource "terraform_data" "mount" {
  input = terraform_data.disk.id
}
`,
  },
  {
    about: "items of one key",
    bad: disk + metadata("a", `resource_id = terraform_data.disk.id\n${item("size")}\n${item("size")}`),
    finds: ['error: "size"'],
    says: 'two `item` blocks of coder_metadata.a have the key "size"',
    good: disk + metadata("a", `resource_id = terraform_data.disk.id\n${item("size")}\n${item("class")}`),
  },
  {
    about: "an agent's figures of one key",
    bad: `
resource "coder_agent" "second" {
  os   = "linux"
  arch = "amd64"
  metadata {
    key      = "cpu"
    script   = "coder stat cpu"
    interval = 10
  }
  dynamic "metadata" {
    for_each = ["mem", "cpu"]
    content {
      key      = metadata.value
      script   = "coder stat"
      interval = 10
    }
  }
}
`,
    finds: ["error: metadata.value"],
    good: `
resource "coder_agent" "second" {
  os   = "linux"
  arch = "amd64"
  dynamic "metadata" {
    for_each = ["mem", "cpu"]
    content {
      key      = metadata.value
      script   = "coder stat"
      interval = 10
    }
  }
}
`,
  },
];
