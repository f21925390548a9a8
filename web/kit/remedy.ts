import type { Problem } from "#contract/problem.ts";
import type { Language } from "./words/dictionary.ts";

/** What to do about a refusal, in one language: the wire carries both, Indonesian first. */
export function remedyIn({ remedy }: Problem, language: Language): string {
  const [id = "", en] = remedy.split(" / ");
  return language === "en" && en !== undefined ? en : id;
}
