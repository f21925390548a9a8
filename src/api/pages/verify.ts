import { DETERMINATION_STATE_WORDS } from "#domain/determination.ts";
import { type Html, html } from "#domain/html.ts";
import { type ProgramInstitution, programInstitutionWords } from "#domain/program-terms.ts";
import { findProgram } from "#programs/programs.ts";
import type { PublicDetermination, PublicLetter } from "#publication/determinations-in-force.ts";
import { dayInWords, type Language, numberInWords, wordsOf } from "./language.ts";

type Found = { readonly one: PublicDetermination; readonly letters: readonly PublicLetter[] };

/** The page behind the code of a letter: what was determined, how many, and the digests; nobody's name. */
export function verifyBody(language: Language, found: Found | undefined): Html {
  const words = wordsOf(language).standing;
  if (found === undefined)
    return html`<h1>${words.title}</h1><p class="notice">${words.unknown}</p>`;
  const { one, letters } = found;
  const program = findProgram(one.program_code)?.name[language] ?? one.program_code;
  const rows: readonly (readonly [string, string])[] = [
    [words.number, String(one.determination_no)],
    [words.program, program],
    [words.version, `${one.label} (${dayInWords(language, one.as_of)})`],
    [
      words.state,
      `${DETERMINATION_STATE_WORDS[one.state][language]}, ${dayInWords(language, one.since)}`,
    ],
    ...(one.decree === null || one.signed_on === null
      ? []
      : [[words.decree, `${one.decree}, ${dayInWords(language, one.signed_on)}`] as const]),
    [words.determiner, programInstitutionWords(one.determiner as ProgramInstitution)[language]],
    [words.recipients, numberInWords(language, one.counts.recipient ?? 0)],
    [words.outcomes, one.outcome_sha256],
  ];
  return html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
<table><tbody>${rows.map(([name, said]) => html`<tr><th scope="row">${name}</th><td class="long">${said}</td></tr>`)}</tbody></table>
<h2>${words.letters}</h2>
${letters.length === 0 ? html`<p>${words.noLetters}</p>` : letters.map((letter) => annex(language, letter))}
<p class="notice">${words.compare}</p>
<p class="scam">${words.scam}</p>`;
}

function annex(
  language: Language,
  { area, annex_sha256, recipients, made_on }: PublicLetter,
): Html {
  const words = wordsOf(language).standing;
  const rows: readonly (readonly [string, string])[] = [
    [words.area, area === "ID" ? words.all : area],
    [words.recipients, numberInWords(language, recipients)],
    [words.annex, annex_sha256],
    [words.made, dayInWords(language, made_on)],
  ];
  return html`<table><tbody>${rows.map(([name, said]) => html`<tr><th scope="row">${name}</th><td class="long">${said}</td></tr>`)}</tbody></table>`;
}
