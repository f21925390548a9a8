import type { Html } from "#domain/html.ts";
import { codeField } from "./asked-code.ts";
import { type Language, wordsOf } from "./language.ts";

/** The one field of the front page. */
export function codeForm(language: Language, wrong?: { readonly typed: string }): Html {
  const { code, codeHint, codeProblem, submit } = wordsOf(language).home;
  const words = { label: code, hint: codeHint, problem: codeProblem, submit };
  return codeField(language, { action: "/kode", name: "kode", ...words }, wrong);
}
