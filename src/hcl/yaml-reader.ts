/** YAML's syntax without its types: what `yamldecode` asks of the one who brings the library. */

export interface YamlReader {
  parse(text: string): YamlAnswer;
}

export type YamlAnswer =
  /** One node per document. */
  | { readonly ok: true; readonly documents: readonly YamlNode[] }
  /** One clause for people; the line counts from 1. */
  | { readonly ok: false; readonly problem: string; readonly line: number };

export type YamlNode =
  | {
      readonly kind: "scalar";
      readonly text: string;
      readonly style: "plain" | "quoted" | "block";
      /** Resolved (`tag:yaml.org,2002:int`, `!local`); null without one. */
      readonly tag: string | null;
      readonly anchor: string | null;
    }
  | { readonly kind: "alias"; readonly anchor: string }
  | {
      readonly kind: "sequence";
      readonly items: readonly YamlNode[];
      readonly tag: string | null;
      readonly anchor: string | null;
    }
  | {
      readonly kind: "mapping";
      readonly pairs: readonly YamlPair[];
      readonly tag: string | null;
      readonly anchor: string | null;
    };

export interface YamlPair {
  readonly key: YamlNode;
  readonly value: YamlNode;
}
