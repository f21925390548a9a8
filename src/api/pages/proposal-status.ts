import {
  type BroughtKind,
  NEUTRAL_OUTCOME_WORDS,
  type NeutralOutcome,
  neutralOutcome,
  stageOf,
} from "#domain/aid-proposal.ts";
import { type Html, html } from "#domain/html.ts";
import { type KodeCek, spellKodeCek } from "#publication/kode-cek.ts";
import type { NeutralStanding } from "../public-proposal-rows.ts";
import { dayInWords, type Language, pathIn } from "./language.ts";
import { type PageFrame, page } from "./layout.ts";
import { padded } from "./padded.ts";
import { PROPOSAL_WORDS } from "./proposal-words.ts";
import { RECEIPT_BYTES } from "./why.ts";

/** What the holder of a number is told: stage, days, and one of a few fixed words. */
export type ProposalStatus = {
  readonly kind: BroughtKind;
  readonly number: KodeCek;
  readonly isNew: boolean;
  readonly stage: { readonly no: number; readonly of: number; readonly name: string };
  readonly outcome: NeutralOutcome;
  readonly openedOn: string;
  readonly sinceOn: string;
  readonly dueOn: string | undefined;
};

/** The same out of the desk's answer; undefined where there is none. Nothing of a family goes into it. */
export function statusOf(
  language: Language,
  number: KodeCek,
  row: NeutralStanding,
): Omit<ProposalStatus, "isNew"> | undefined {
  const { kind, state, step, rules, opened_on: openedOn, since_on: sinceOn } = row;
  if (kind === null || state === null || step === null) return undefined;
  if (openedOn === null || sinceOn === null) return undefined;
  const { no, of, words } = stageOf(kind, step, rules ?? []);
  return {
    kind,
    number,
    stage: { no, of, name: words[language] },
    outcome: neutralOutcome(state, row.reason ?? undefined),
    openedOn,
    sinceOn,
    dueOn: row.due_on ?? undefined,
  };
}

/** The page of a number, new or looked up again: the same length whatever it says. */
export function statusPage(
  language: Language,
  status: ProposalStatus,
  site: Pick<PageFrame, "assetTag" | "isExample">,
): Buffer {
  const words = PROPOSAL_WORDS[language];
  const objects = status.kind === "objection";
  const [newTitle, oldTitle] = objects
    ? [words.objectSentTitle, words.objectStatusTitle]
    : [words.sentTitle, words.statusTitle];
  const title = status.isNew ? newTitle : oldTitle;
  const body = html`<h1 class="quiet">${title}</h1>
<div id="jawaban">
${status.isNew && html`<p class="answer yes" role="status"><strong>${objects ? words.objectSent : words.sent}</strong></p>`}
<p>${words.number}</p>
<p class="number">${spellKodeCek(status.number)}</p>
<p class="hint">${words.keep}</p>
<dl>${linesOf(language, status).map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>
<p class="hint">${words.late}</p>
<p class="hint">${words.private}</p>
</div>
${again(language)}`;
  const frame = { language, title, path: "", body, script: "answer" as const, ...site };
  return padded(page(frame), RECEIPT_BYTES);
}

function linesOf(
  language: Language,
  { kind, stage, outcome, openedOn, sinceOn, dueOn }: ProposalStatus,
): readonly (readonly [string, string])[] {
  const words = PROPOSAL_WORDS[language];
  return [
    [words.state, NEUTRAL_OUTCOME_WORDS[outcome][language]],
    [words.stage, words.stageOf(stage.no, stage.of, stage.name)],
    [kind === "objection" ? words.objectOpenedOn : words.openedOn, dayInWords(language, openedOn)],
    [words.sinceOn, dayInWords(language, sinceOn)],
    [words.dueOn, dueOn === undefined ? words.noDue : dayInWords(language, dueOn)],
  ];
}

function again(language: Language): Html {
  const words = PROPOSAL_WORDS[language];
  return html`<p class="other"><a href="${pathIn(language, "/tanda-terima")}">${words.lookAgain}</a></p>`;
}
