import { type Html, html } from "#domain/html.ts";
import { writeRupiah } from "#domain/rupiah.ts";
import type { Words } from "#domain/words.ts";
import type { CardOnDay } from "#programs/card-on-day.ts";
import { sayLine } from "#programs/rule-words.ts";
import { dayInWords, type Language, numberInWords, wordsOf } from "./language.ts";

/** Programs with rules, as anybody may read them: what is given, for whom, who decides, and what is not established. */
export function programsBody(language: Language, cards: readonly CardOnDay[]): Html {
  const words = wordsOf(language).programs;
  const withRules = cards.filter((card): card is Told => "rules" in card);
  const [now, over] = [
    withRules.filter(({ isInForce }) => isInForce),
    withRules.filter(({ isInForce }) => !isInForce),
  ];
  return html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
<p class="notice">${words.notice}</p>
<h2>${words.now}</h2>${now.map((card) => programCard(language, card))}
<h2>${words.over}</h2>${over.map((card) => programCard(language, card))}`;
}

type Told = Extract<CardOnDay, { readonly rules: unknown }>;

function programCard(language: Language, card: Told): Html {
  const words = wordsOf(language).programs;
  const say = (one: Words) => one[language];
  const names = [...(card.umbrella ? [say(card.umbrella)] : []), ...card.formerly];
  const conditions = card.rules.filter(({ kind }) => kind !== "amount");
  return html`<details><summary>${say(card.name)}</summary>
<dl class="told">${names.length > 0 && html`<dt>${words.alsoCalled}</dt><dd>${names.join(", ")}</dd>`}
<dt>${words.given}, ${say(card.phase)}</dt><dd>${lines(givenLines(language, card))}</dd>
<dt>${words.rules}</dt><dd>${lines(conditions.map(({ says }) => say(says)))}</dd>
${card.exclusiveWith.length > 0 && html`<dt>${words.exclusive}</dt><dd>${card.exclusiveWith.map(({ name }) => say(name)).join(", ")}</dd>`}
${card.amended.length > 0 && html`<dt>${words.amended}</dt><dd>${lines(card.amended.map((one) => amendedLine(language, one)))}</dd>`}
<dt>${words.how}</dt><dd>${say(card.modeWords)}</dd>
<dt>${words.determiner}</dt><dd>${say(card.determiner)}: ${say(card.act)}</dd>
${card.places !== undefined && html`<dt>${words.places}</dt><dd>${numberInWords(language, card.places)}</dd>`}
<dt>${words.basis}</dt><dd lang="id">${card.legalBasis}</dd>
<dt>${words.valid}</dt><dd>${dayInWords(language, card.validFrom)}${card.validTo !== undefined && html` – ${dayInWords(language, card.validTo)}`}</dd>
${card.judged.length > 0 && html`<dt>${words.judged}</dt><dd>${lines(card.judged.map(say))}</dd>`}
${card.notEstablished.length > 0 && html`<dt>${words.notEstablished}</dt><dd>${lines(card.notEstablished.map(say))}</dd>`}
</dl></details>`;
}

/** A rule that two people put into force: its day, its act, and what became otherwise. */
const amendedLine = (language: Language, { validFrom, legalBasis, lines: said }: Amended) =>
  `${wordsOf(language).programs.from(dayInWords(language, validFrom))} ${said.map((line) => sayLine(line)[language]).join(" ")} (${legalBasis})`;

type Amended = Told["amended"][number];

const givenLines = (language: Language, { given }: Told): readonly string[] =>
  given.map(({ words, rupiah }) =>
    rupiah === undefined ? words[language] : `${writeRupiah(BigInt(rupiah))}: ${words[language]}`,
  );

const lines = (items: readonly string[]): Html =>
  html`<ul class="plain">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
