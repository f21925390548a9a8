import type { Contribution, Standing, Why, WhyChanged } from "#contract/family-sheet.ts";
import { HOLDING_DAYS } from "#domain/correction-proposal.ts";
import { DECILE_BASIS_WORDS } from "#domain/decile-basis.ts";
import { type Html, html } from "#domain/html.ts";
import {
  OBJECTION_ANSWER_WORDS,
  OBJECTION_ANSWERS,
  type ObjectionAnswer,
} from "#domain/objection.ts";
import type { OwnObjectionLine } from "../own-objections.ts";
import type { OwnPaymentLine } from "../own-payments.ts";
import type { OwnProgram } from "../own-programs.ts";
import type { OwnNotice } from "../own-removals.ts";
import { type OwnResignations, resignationForm, resignationsTold } from "../own-resignations.ts";
import { codeField } from "./asked-code.ts";
import { dayInWords, type Language, numberInWords, pathIn, wordsOf } from "./language.ts";
import { type PageFrame, page } from "./layout.ts";
import { eventLink } from "./life-event.ts";
import { ownNotices } from "./own-notices.ts";
import { readersLink } from "./own-readers.ts";
import { padded } from "./padded.ts";
import { paymentList } from "./payment-list.ts";
import { setAsideList } from "./set-aside.ts";

/** Bytes of every explanation. */
export const EXPLANATION_BYTES = 40_960;

/** Bytes of the form that asks what is right, and of every receipt. */
export const RECEIPT_BYTES = 12_288;

/** Facts that are shown before the rest is folded. */
const SHOWN = 8;

/** Changes that are told: the strongest. */
const MOST_CHANGES = 12;

type Site = Pick<PageFrame, "assetTag" | "isExample">;

/** The form that asks for a Kode Penjelasan; `said` where one was not good. */
export function whyFormBody(
  language: Language,
  wrong?: { readonly typed: string },
  said?: Html,
): Html {
  const { why } = wordsOf(language);
  const { code, codeHint, codeProblem, submit } = why;
  const words = { label: code, hint: codeHint, problem: codeProblem, submit };
  return html`<h1>${why.title}</h1>
<p class="lead">${why.lead}</p>
${said}
${codeField(language, { action: "/mengapa", name: "kode", ...words }, wrong)}
<p class="hint">${why.noCode}</p>
<p class="other"><a href="${pathIn(language, "/tanda-terima")}">${why.receipt.fromHome}</a></p>`;
}

/** What a family reads of itself. */
export type OwnWhy = {
  /** Goes with every correction in a hidden field, never in an address. */
  readonly code: string;
  readonly masked: string;
  readonly decile: number | null;
  /** Where another sample could move the family: between which groups. */
  readonly band: Standing["band"];
  readonly why: Why | undefined;
  readonly programs: readonly OwnProgram[];
  /** Statements of other offices that do not count, in words. */
  readonly setAside: readonly string[];
  /** Of every proposal about the family, a paragraph. */
  readonly proposals: readonly string[];
  readonly objections: readonly OwnObjectionLine[];
  readonly resignations: OwnResignations;
  /** When the family said that nothing has changed (ISO day). */
  readonly unchangedOn: string | undefined;
  readonly notices: readonly OwnNotice[];
  readonly payments: readonly OwnPaymentLine[];
  /** Who holds the card, and who may collect at the post, where there is something to tell. */
  readonly paymentNotes: readonly string[];
};

/** A family's own explanation: sentence, meaning, facts with "Salah" beside each, what changed, what follows. No weights, no amounts. */
export function whyPage(language: Language, own: OwnWhy, site: Site): Buffer {
  const words = wordsOf(language).why;
  const body = html`<h1 class="quiet">${words.title}</h1>
<div id="jawaban">
${ownNotices(language, own.notices)}
${resignationsTold(language, own.resignations, own.code)}
${aboutObjections(language, own)}
${aboutProposals(language, own.proposals)}
${own.why === undefined || own.decile === null ? html`<p class="notice">${words.withheld}</p>` : told(language, own, own.why, own.decile)}
${eventLink(language, own.code)}
${readersLink(language, own.code)}
${resignationForm(language, own.resignations, own.code)}
</div>
${leaving(language)}`;
  const frame = {
    language,
    title: words.title,
    path: "",
    body,
    script: "answer" as const,
    ...site,
  };
  return padded(page(frame), EXPLANATION_BYTES);
}

function told(language: Language, own: OwnWhy, why: Why, decile: number): Html {
  const words = wordsOf(language).why;
  const [before, strong, after] = words.group(own.masked, decile);
  return html`<p class="answer open">${before} <strong>${strong}</strong>${after}</p>
<p>${words.scale} ${words.counted(DECILE_BASIS_WORDS[why.decileBasis][language])} ${words.notPersonal}</p>
<p class="notice">${own.band !== undefined && `${words.near(own.band)} `}${words.mayErr}</p>
${ownPrograms(language, own.programs)}
${setAsideList(language, own.setAside)}
${paymentList(language, own.payments, own.paymentNotes)}
${factList(language, own.code, why)}
${unchanged(language, own)}
${why.changed !== undefined && changes(language, why.changed)}
${whatNext(language)}`;
}

/** One press where all of it still is so, and the day on which it was pressed. */
function unchanged(
  language: Language,
  { code, unchangedOn }: Pick<OwnWhy, "code" | "unchangedOn">,
): Html {
  const words = wordsOf(language).why;
  if (unchangedOn !== undefined)
    return html`<p class="notice">${words.saidUnchanged(dayInWords(language, unchangedOn))}</p>`;
  return html`<form method="post" action="${pathIn(language, "/mengapa/tetap")}"><input type="hidden" name="kode" value="${code}">
<p><button class="soft">${words.sayUnchanged}</button></p></form>`;
}

/** What is looked into, with the answer the family may give now. */
function aboutObjections(
  language: Language,
  { objections, code }: Pick<OwnWhy, "objections" | "code">,
): Html | false {
  if (objections.length === 0) return false;
  const { title } = OBJECTION_TITLES[language];
  const answer = (value: ObjectionAnswer) =>
    html`<button class="soft" name="jawaban" value="${value}">${OBJECTION_ANSWER_WORDS[value][language]}</button>`;
  return html`<h2>${title}</h2>
${objections.map(
  ({ text, mayAnswer }) => html`<p class="notice">${text}</p>
${
  mayAnswer &&
  html`<form method="post" action="${pathIn(language, "/mengapa/jawab")}"><input type="hidden" name="kode" value="${code}">
<p class="press">${OBJECTION_ANSWERS.map(answer)}</p></form>`
}`,
)}`;
}

const OBJECTION_TITLES = {
  id: { title: "Yang sedang diperiksa" },
  en: { title: "Being looked into" },
} as const satisfies Record<Language, object>;

function aboutProposals(language: Language, proposals: readonly string[]): Html | false {
  if (proposals.length === 0) return false;
  return html`<h2>${wordsOf(language).why.proposals}</h2>
${proposals.map((proposal) => html`<p class="notice">${proposal}</p>`)}`;
}

function ownPrograms(language: Language, programs: readonly OwnProgram[]): Html | false {
  if (programs.length === 0) return false;
  const words = wordsOf(language).standing;
  return html`<h2>${words.own}</h2>
<ul>${programs.map(
    ({ reasons, standing }) =>
      html`<li>${standing}${reasons.map((reason) => html`<br>${reason}`)}</li>`,
  )}</ul>`;
}

function factList(language: Language, code: string, { contributions }: Why): Html {
  const words = wordsOf(language).why;
  const moving = contributions.filter(({ direction }) => direction !== "none");
  const estimated = contributions.filter(({ estimated: is }) => is);
  const first = [...moving.slice(0, SHOWN), ...estimated];
  const rest = contributions.filter((one) => !first.includes(one));
  const list = (rows: readonly Contribution[]) =>
    html`<ul class="facts">${rows.map((row) => fact(language, row))}</ul>`;
  return html`<form method="post" action="${pathIn(language, "/mengapa/salah")}" autocomplete="off">
<input type="hidden" name="kode" value="${code}">
<h2>${words.used(numberInWords(language, contributions.length))}</h2>
${list(first)}
${rest.length > 0 && html`<details><summary>${words.rest(numberInWords(language, rest.length))}</summary>${list(rest)}</details>`}
</form>
<p class="hint">${words.correct}</p>`;
}

const SIGNS = { higher: "▲", lower: "▼", none: "•" } as const;

function fact(language: Language, row: Contribution): Html {
  const words = wordsOf(language).why;
  const { direction, estimated, importance, source, asOf, feature } = row;
  const origin = [source?.[language], asOf === undefined ? undefined : dayInWords(language, asOf)]
    .filter((part) => part !== undefined)
    .join(", ");
  const effect = estimated
    ? words.estimated
    : direction === "none"
      ? words.none
      : `${words[direction]}, ${words.importance[importance]}`;
  const label = row.label[language];
  const press = (ground: "wrong" | "changed") =>
    html`<button class="soft" name="pilih" value="${feature}.${ground}">${words[ground]}<span class="unseen"> ${label}</span></button>`;
  return html`<li><span class="sign ${direction}" aria-hidden="true">${estimated ? "?" : SIGNS[direction]}</span>
<p><strong>${label}: ${row.text[language]}</strong>${origin !== "" && ` (${origin})`}<br><span class="hint">${effect}</span></p>
<p class="press">${press("wrong")}${press("changed")}</p></li>`;
}

function changes(language: Language, changed: WhyChanged): Html {
  const words = wordsOf(language).why;
  const { since, facts, byModel, byOthers = 0 } = changed;
  return html`<h2>${words.whatChanged}</h2>
<p>${words.since(since.label, dayInWords(language, since.asOf))} <strong>${words.moved(changed.decileBefore, changed.decileAfter)}</strong></p>
${
  facts.length === 0
    ? html`<p>${words.nothingChanged}</p>`
    : html`<ul class="changes">${facts.slice(0, MOST_CHANGES).map(
        ({ label, before, after, direction, importance }) =>
          html`<li><span class="sign ${direction}" aria-hidden="true">${SIGNS[direction]}</span>
<p><strong>${label[language]}</strong>: ${words.fromTo(before[language], after[language])}<br><span class="hint">${
            direction === "none"
              ? words.none
              : `${words[direction]}, ${words.importance[importance]}`
          }</span></p></li>`,
      )}</ul>
<p>${words.ifWrong}</p>`
}
${byModel !== "none" && html`<p class="hint">${words.byModel}</p>`}
${byOthers !== 0 && html`<p class="hint">${words.byOthers}</p>`}`;
}

function whatNext(language: Language): Html {
  const words = wordsOf(language).why;
  const days = HOLDING_DAYS.at(-1);
  return html`<h2>${words.todo}</h2>
<ol class="steps">${words.todoList.map((step) => html`<li>${step}</li>`)}</ol>
<h2>${words.who}</h2>
<p>${words.whoText(String(days?.village), String(days?.regency))} ${words.silence}</p>
<p class="notice">${words.rights}</p>`;
}

/** The ways out of a page about a family: its traces are wiped, it may be printed. */
export function leaving(language: Language): Html {
  const { answer } = wordsOf(language);
  return html`<p id="terhapus" class="lead" role="status" hidden>${answer.erased} ${answer.erasedHint}</p>
<p class="actions"><a class="button soft" id="hapus" href="${pathIn(language, "/hapus")}">${answer.erase}</a>
<button class="soft" id="cetak" type="button" hidden>${answer.print}</button></p>`;
}
