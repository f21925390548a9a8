import { type Html, html } from "#domain/html.ts";
import { VARIABLES } from "#domain/variables/catalogue.ts";
import type { Variable } from "#domain/variables/variable.ts";
import { type Language, wordsOf } from "./language.ts";

/** The privacy notice; its table is the variable catalogue itself, so that it cannot fall behind. */
export function privacyBody(language: Language): Html {
  const words = wordsOf(language).privacy;
  const list = (lines: readonly string[]) =>
    html`<ul class="plain">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
  const of = (title: string, belongs: (variable: Variable) => boolean) =>
    fieldTable(language, title, VARIABLES.filter(belongs));
  return html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
<h2>${words.here}</h2>${list(words.hereList)}
<h2>${words.rights}</h2>${list(words.rightsList)}
<p class="notice">${words.how}</p>
<h2>${words.fields}</h2>
${of(words.identity, ({ disclosure }) => disclosure === "identity")}
${of(words.person, ({ disclosure, unit }) => disclosure === "fact" && unit === "person")}
${of(words.family, ({ disclosure, unit }) => disclosure === "fact" && unit === "family")}
${of(words.health, ({ disclosure }) => disclosure === "vault")}
<p class="hint">${words.officer}</p>`;
}

/** Fields that share purpose and basis stand in one row, so that people can read it. */
function fieldTable(language: Language, title: string, variables: readonly Variable[]): Html {
  const words = wordsOf(language).privacy;
  const groups = Object.values(
    Object.groupBy(variables, ({ purpose, legalBasis }) => `${purpose}|${legalBasis}`),
  );
  return html`<details><summary>${title} (${variables.length})</summary>
${groups.map((group) => {
  const first = group?.[0];
  if (group === undefined || first === undefined) return html``;
  const names = group.map((variable) => (language === "id" ? variable.id_ID : variable.en));
  return html`<dl><dt>${words.field}</dt><dd>${names.join(", ")}</dd>
<dt>${words.purpose}</dt><dd lang="id">${first.purpose}</dd>
<dt>${words.basis}</dt><dd lang="id">${first.legalBasis}</dd></dl>`;
})}</details>`;
}
