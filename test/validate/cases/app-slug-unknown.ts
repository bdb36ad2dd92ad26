import type { RuleCase } from "../rule-case.ts";

const shop = (label: string, slug: string, more = ""): string => `
resource "terraform_data" "name" {
  input = "shop"
}

resource "coder_app" "${label}" {
  agent_id = coder_agent.main.id
  slug     = ${slug}
  url      = "http://localhost:8080"${more}
}
`;

const late = "substr(terraform_data.name.id, 0, 8)";

export const cases: readonly RuleCase[] = [
  {
    about: "a label that may stand in for it",
    bad: shop("shop", late),
    finds: [`warning: ${late}`],
    good: shop("shop", "terraform_data.name.input"),
  },
  {
    about: "a label that may not",
    bad: shop("my_shop", late),
    finds: [`error: ${late}`],
    says: 'its label "my_shop" can\'t stand in for it',
    good: shop("my_shop", '"shop"'),
  },
  {
    about: "two instances of one label",
    bad: shop("shop", late, "\n  count    = 2"),
    finds: [`error: ${late}`],
    says: '"shop" clashes',
    good: shop("shop", '"shop-${count.index}"', "\n  count    = 2"),
  },
];
