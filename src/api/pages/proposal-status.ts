import {
  type BroughtKind,
  NEUTRAL_OUTCOME_WORDS,
  type NeutralOutcome,
  neutralOutcome,
  stageOf,
} from "#domain/aid-proposal.ts";
import { APPEAL_DAYS } from "#domain/appeal.ts";
import { APPEAL } from "#domain/appeal-procedure.ts";
import { reasonIn, stepOf, wayOf } from "#domain/case-procedure.ts";
import { COMPLAINT_REDRESS_WORDS } from "#domain/complaint.ts";
import { COMPLAINT } from "#domain/complaint-procedure.ts";
import { type Html, html } from "#domain/html.ts";
import { addDays, type PlainDate } from "#domain/plain-date.ts";
import { say, type Words } from "#domain/words.ts";
import { type KodeCek, spellKodeCek } from "#publication/kode-cek.ts";
import type { NeutralStanding } from "../public-proposal-rows.ts";
import { dayInWords, type Language, pathIn } from "./language.ts";
import { type PageFrame, page } from "./layout.ts";
import { padded } from "./padded.ts";
import { PROPOSAL_WORDS } from "./proposal-words.ts";
import { KIND_WORDS } from "./status-words.ts";
import { TIDINGS_WORDS, type Tidings, tidingsActs, tidingsLine } from "./tidings.ts";
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
  /** Told to whoever complains alone: why nothing was done, or what was. */
  readonly answer: Words | undefined;
  /** Where another office's review stands, or that it may be asked for now. */
  readonly appeal: { readonly text: Words } | "may-ask" | undefined;
  readonly tidings: Tidings | null;
};

/** The same out of the desk's answer; undefined where there is none. Nothing of a family goes into it. */
export function statusOf(
  language: Language,
  number: KodeCek,
  row: NeutralStanding,
  today: PlainDate,
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
    answer: kind === "complaint" ? answerOf(row) : undefined,
    appeal: appealOf(row, today),
    tidings: row.tidings,
  };
}

/** What becomes of a complaint, in the same few steps. */
const COMPLAINT_OUTCOMES = {
  ...NEUTRAL_OUTCOME_WORDS,
  accepted: say("ditindaklanjuti", "acted upon"),
  "not-accepted": say("selesai tanpa tindakan", "closed without action"),
} as const satisfies Record<NeutralOutcome, Words>;

/** The review of another office: its step and day, its outcome, or that the days to ask for it still run. */
function appealOf(
  { appeal, state, since_on }: NeutralStanding,
  today: PlainDate,
): ProposalStatus["appeal"] {
  if (appeal !== null) {
    const { state: stands, step, rules, due_on } = appeal;
    if (stands === "done") return { text: APPEAL_WORDS.upheld };
    if (stands === "refused") return { text: APPEAL_WORDS.stands };
    if (stands === "withdrawn") return { text: NEUTRAL_OUTCOME_WORDS["taken-back"] };
    const { words } = stepOf<string>(wayOf<string>(APPEAL, rules), step);
    const until = (language: Language) =>
      due_on === null ? "" : `, ${dayInWords(language, due_on)}`;
    return { text: say(`${words.id}${until("id")}`, `${words.en}${until("en")}`) };
  }
  const isOpen = since_on !== null && addDays(since_on as PlainDate, APPEAL_DAYS) >= today;
  return state === "refused" && isOpen ? "may-ask" : undefined;
}

const APPEAL_WORDS = {
  upheld: say("dikabulkan: diperiksa lagi oleh orang lain", "upheld: looked into again by others"),
  stands: say("keputusan semula dikukuhkan", "the decision stands"),
} as const;

/** Why nothing was done, or what was: the words are those of the law book. */
function answerOf({ redress, reason, state }: NeutralStanding): Words | undefined {
  if (redress !== null) return COMPLAINT_REDRESS_WORDS[redress];
  return state === "refused" ? reasonIn(COMPLAINT.refusals, reason ?? undefined)?.words : undefined;
}

/** The page of a number, new or looked up again: the same length whatever it says. */
export function statusPage(
  language: Language,
  status: ProposalStatus,
  site: Pick<PageFrame, "assetTag" | "isExample">,
): Buffer {
  const words = PROPOSAL_WORDS[language];
  const kind = KIND_WORDS[language][status.kind];
  const title = status.isNew ? kind.sentTitle : kind.statusTitle;
  const body = html`<h1 class="quiet">${title}</h1>
<div id="jawaban">
${status.isNew && html`<p class="answer yes" role="status"><strong>${kind.sent}</strong></p>`}
<p>${words.number}</p>
<p class="number">${spellKodeCek(status.number)}</p>
<p class="hint">${words.keep}</p>
<dl>${linesOf(language, status).map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>
<p class="hint">${words.late}</p>
<p class="hint">${kind.private}</p>
</div>
${status.appeal === "may-ask" && askForReview(language, status.number)}
${tidingsActs(language, status.number, status.tidings)}
${again(language)}`;
  const frame = { language, title, path: "", body, script: "answer" as const, ...site };
  return padded(page(frame), RECEIPT_BYTES);
}

function linesOf(
  language: Language,
  { kind, stage, outcome, openedOn, sinceOn, dueOn, answer, appeal, tidings }: ProposalStatus,
): readonly (readonly [string, string])[] {
  const words = PROPOSAL_WORDS[language];
  return [
    [
      words.state,
      (kind === "complaint" ? COMPLAINT_OUTCOMES : NEUTRAL_OUTCOME_WORDS)[outcome][language],
    ],
    ...(answer === undefined ? [] : [[words.answer, answer[language]] as const]),
    ...(appeal === undefined || appeal === "may-ask"
      ? []
      : [[words.appeal, appeal.text[language]] as const]),
    [words.stage, words.stageOf(stage.no, stage.of, stage.name)],
    [KIND_WORDS[language][kind].openedOn, dayInWords(language, openedOn)],
    [words.sinceOn, dayInWords(language, sinceOn)],
    [words.dueOn, dueOn === undefined ? words.noDue : dayInWords(language, dueOn)],
    [TIDINGS_WORDS[language].term, tidingsLine(language, tidings)],
  ];
}

function again(language: Language): Html {
  const words = PROPOSAL_WORDS[language];
  return html`<p class="other"><a href="${pathIn(language, "/tanda-terima")}">${words.lookAgain}</a></p>`;
}

/** Asking another office to look at a refusal: one press, by the number. */
function askForReview(language: Language, number: KodeCek): Html {
  const words = PROPOSAL_WORDS[language];
  return html`<form method="post" action="${pathIn(language, "/tanda-terima/tinjau")}"><input type="hidden" name="nomor" value="${number}">
<p>${words.reviewLead}</p><p><button class="soft">${words.review}</button></p></form>`;
}
