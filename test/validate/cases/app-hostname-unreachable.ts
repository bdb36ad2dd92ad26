import { app, profile } from "../harness.ts";
import type { RuleCase } from "../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    about: "a slug of 60 letters",
    bad: app(
      "web",
      'slug = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"\nsubdomain = true\nurl = "http://localhost:8080"',
    ),
    finds: ['error: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"'],
    says: "70 of 63 characters are taken",
    good: app(
      "web",
      'slug = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"\nurl = "http://localhost:8080"',
    ),
  },
  {
    about: "two characters left are enough for somebody",
    bad: app(
      "web",
      'slug = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"\nsubdomain = true\nurl = "http://localhost:8080"',
    ),
    finds: ['error: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"'],
    good: app(
      "web",
      'slug = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"\nsubdomain = true\nurl = "http://localhost:8080"',
    ),
    inputs: profile({ coderVersion: "2.35" }),
  },
];
