export interface TextEncoding {
  readonly name: string;
  /** Null when the text has a character that the encoding lacks. */
  readonly encode: (text: string) => Uint8Array | null;
  /** Null, or text with U+FFFD in it, for bytes that mean nothing. */
  readonly decode: (bytes: Uint8Array) => string | null;
  /** The host's table, which may lack characters that Terraform's has. */
  readonly partial?: true;
}
