import { type InForce, standingOf } from "#domain/determination.ts";
import { type Html, html } from "#domain/html.ts";
import { dayInWords, type Language, wordsOf } from "./language.ts";

/** A program as the page calls it. */
export type NamedProgram = { readonly id: string; readonly name: string };

/** One sentence a program: by what its list stands. The same for whoever asks, so that it tells of nobody. */
export function standingList(
  language: Language,
  programs: readonly NamedProgram[],
  versionNo: number,
  inForce: readonly InForce[],
): Html {
  const words = wordsOf(language).standing;
  return html`<section aria-labelledby="dasar"><h2 id="dasar">${words.stands}</h2>
<ul>${programs.map((program) => html`<li>${sayStanding(language, program, versionNo, inForce)}</li>`)}</ul></section>`;
}

export function sayStanding(
  language: Language,
  { id, name }: NamedProgram,
  versionNo: number,
  inForce: readonly InForce[],
): string {
  const words = wordsOf(language).standing;
  const standing = standingOf(id, versionNo, inForce);
  if (standing.stands === "reckoned") return words.reckoned(name);
  const { by } = standing;
  if (standing.stands === "earlier") return words.earlier(name, by.label, actOf(language, by));
  return by.kind === "candidates"
    ? words.candidates(name)
    : words.determined(name, actOf(language, by));
}

function actOf(language: Language, { decree, signedOn, since }: InForce): string {
  const words = wordsOf(language).standing;
  return decree === null || signedOn === null
    ? words.approved(dayInWords(language, since))
    : words.byDecree(decree, dayInWords(language, signedOn));
}
