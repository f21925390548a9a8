import { PROPOSAL_GROUND_WORDS } from "#domain/aid-proposal.ts";
import { type Html, html } from "#domain/html.ts";
import { OBJECTION_GROUND_WORDS } from "#domain/objection.ts";
import type { Words } from "#domain/words.ts";
import { type KodeCek, spellKodeCek } from "#publication/kode-cek.ts";
import { groundsOf, type WrittenProposal } from "../public-proposal-rows.ts";
import { codeField } from "./asked-code.ts";
import { type Language, pathIn } from "./language.ts";
import { PROPOSAL_WORDS } from "./proposal-words.ts";

/** Screens of a proposal, one question each; a family that proposes itself is not asked which. */
export const PROPOSAL_SCREENS = ["family", "want", "why", "check"] as const;
export type ProposalScreen = (typeof PROPOSAL_SCREENS)[number];

/** A program that may be asked for, as the form names it. */
export type OfferedProgram = { readonly id: string; readonly name: Words };

/** One screen with what has been written so far. */
export type ShownDraft = {
  readonly number: KodeCek;
  readonly written: WrittenProposal;
  readonly programs: readonly OfferedProgram[];
  /** Something of the screen was left out. */
  readonly isMissing?: boolean;
};

/** Where one begins: with a proposal, or with an objection. */
export type Beginning = "/usul" | "/sanggah";

/** The first screen: who is proposed, or that somebody is questioned, and whose code it is. */
export function beginBody(
  language: Language,
  path: Beginning,
  wrong?: { readonly typed: string; readonly said: string },
): Html {
  const words = PROPOSAL_WORDS[language];
  const objects = path === "/sanggah";
  const choice = (value: string, text: string, isFirst: boolean) =>
    html`<label class="choice"><input type="radio" name="siapa" value="${value}" required${isFirst && html` checked`}> ${text}</label>`;
  const whom = html`<fieldset><legend>${words.whom}</legend>${choice("self", words.self, true)}${choice("neighbour", words.neighbour, false)}</fieldset>`;
  return html`<h1>${objects ? words.objectTitle : words.title}</h1>
<p class="lead">${objects ? words.objectLead : words.lead}</p>
<form class="card ask" method="post" action="${pathIn(language, path)}" autocomplete="off">
${objects ? hidden("siapa", "objector") : whom}
<div class="field"><label for="kode">${words.code}</label>
<p class="hint" id="kode-petunjuk">${words.codeHint}</p>
${wrong !== undefined && html`<p class="wrong" id="kode-salah" role="alert">${wrong.said}</p>`}
<input class="code" id="kode" name="kode" required maxlength="40" autocapitalize="characters" autocomplete="off" autocorrect="off"
 spellcheck="false" placeholder="XXXX-XXXX-XXXX-X" value="${wrong?.typed ?? ""}" aria-describedby="kode-petunjuk${wrong !== undefined && " kode-salah"}"${wrong !== undefined && html` aria-invalid="true"`}></div>
<button>${words.begin}</button>
</form>
<p class="hint">${objects ? words.objectNoCode : words.noCode}</p>
<p class="other"><a href="${pathIn(language, "/usul/lanjut")}">${words.resume}</a></p>`;
}

/** The form that asks for the number of an unfinished proposal. */
export function resumeBody(
  language: Language,
  wrong?: { readonly typed: string },
  isUnknown = false,
): Html {
  const words = PROPOSAL_WORDS[language];
  const field = { action: "/usul/lanjut", name: "nomor" as const, submit: words.next };
  const said = { label: words.number, hint: words.numberHint, problem: words.numberProblem };
  return html`<h1>${words.resume}</h1>
<p class="lead">${words.resumeLead}</p>
${isUnknown && html`<p class="wrong" role="alert">${words.numberUnknown}</p>`}
${codeField(language, { ...field, ...said }, wrong)}`;
}

/** The screens of whoever is proposed, in their order. */
export const screensOf = ({ proposer }: WrittenProposal): readonly ProposalScreen[] =>
  PROPOSAL_SCREENS.filter((screen) => screen !== "family" || proposer !== "self");

/** The first screen that has not been filled in. */
export function nextScreen({ proposer, told, wanted, grounds }: WrittenProposal): ProposalScreen {
  if (proposer !== "self" && told === undefined) return "family";
  if (wanted === undefined) return "want";
  return grounds === undefined || grounds.length === 0 ? "why" : "check";
}

/** One screen: its question, how far one has come, and the number under which it is kept. */
export function screenBody(language: Language, screen: ProposalScreen, draft: ShownDraft): Html {
  const words = PROPOSAL_WORDS[language];
  const order = screensOf(draft.written);
  const at = order.indexOf(screen);
  const before = order[at - 1];
  const { title, lead, fields } = QUESTIONS[screen](language, draft);
  return html`<p class="hint">${words.step(at + 2, order.length + 1)}</p>
<h1>${title}</h1>
<p class="lead">${lead}</p>
${draft.isMissing === true && html`<p class="wrong" role="alert">${words.fill}</p>`}
<form class="card ask" method="post" action="${pathIn(language, "/usul/langkah")}" autocomplete="off">
${hidden("nomor", draft.number)}${hidden("layar", screen)}
${fields}
<button>${screen === "check" ? (draft.written.proposer === "objector" ? words.objectSend : words.send) : words.next}</button>
</form>
${before !== undefined && goTo(language, draft.number, before, words.back)}
<p class="hint">${words.kept}</p>
<p class="number">${spellKodeCek(draft.number)}</p>`;
}

const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

/** A way to another screen, as a form: no address carries the number. */
function goTo(language: Language, number: KodeCek, screen: ProposalScreen, text: string): Html {
  return html`<form method="post" action="${pathIn(language, "/usul/lanjut")}">${hidden("nomor", number)}${hidden("layar", screen)}
<p class="actions"><button class="soft">${text}</button></p></form>`;
}

const GROUND_WORDS = { ...PROPOSAL_GROUND_WORDS, ...OBJECTION_GROUND_WORDS } as const;

type Question = { readonly title: string; readonly lead: string; readonly fields: Html };

const QUESTIONS: Readonly<
  Record<ProposalScreen, (language: Language, draft: ShownDraft) => Question>
> = {
  family: askFamily,
  want: askWant,
  why: askWhy,
  check: askCheck,
};

function askFamily(language: Language, { written: { told } }: ShownDraft): Question {
  const words = PROPOSAL_WORDS[language];
  const text = (id: string, label: string, value: string | undefined, most: number) =>
    html`<div class="field"><label for="${id}">${label}</label>
<input id="${id}" name="${id}" required minlength="2" maxlength="${most}" value="${value ?? ""}"></div>`;
  const digits = (id: string, label: string, value: string | undefined) =>
    html`<div class="field"><label for="${id}">${label}</label>
<input id="${id}" name="${id}" inputmode="numeric" pattern="[0-9]{1,3}" maxlength="3" value="${value ?? ""}"></div>`;
  const fields = html`${text("nama", words.headName, told?.headName, 80)}${text("alamat", words.address, told?.address, 160)}
${digits("rt", words.rt, told?.rt)}${digits("rw", words.rw, told?.rw)}`;
  return { title: words.family, lead: words.familyLead, fields };
}

function askWant(language: Language, { written, programs }: ShownDraft): Question {
  const words = PROPOSAL_WORDS[language];
  const objects = written.proposer === "objector";
  const chosen = written.wanted ?? (objects ? "" : "data-update");
  const choices = [
    ...(objects ? [] : [{ id: "data-update", text: words.update }]),
    ...programs.map(({ id, name }) => ({ id, text: name[language] })),
  ];
  const fields = html`<fieldset><legend class="unseen">${words.want}</legend>${choices.map(
    ({ id, text }) =>
      html`<label class="choice"><input type="radio" name="untuk" value="${id}" required${id === chosen && html` checked`}> ${text}</label>`,
  )}</fieldset>`;
  return objects
    ? { title: words.objectWant, lead: words.objectWantLead, fields }
    : { title: words.want, lead: words.wantLead, fields };
}

function askWhy(language: Language, { written }: ShownDraft): Question {
  const words = PROPOSAL_WORDS[language];
  const fields = html`<fieldset><legend class="unseen">${words.why}</legend>${groundsOf(
    written.proposer,
  ).map(
    (ground) =>
      html`<label class="choice"><input type="checkbox" name="sebab-${ground}" value="ya"${written.grounds?.includes(ground) === true && html` checked`}> ${GROUND_WORDS[ground][language]}</label>`,
  )}</fieldset>`;
  const title = written.proposer === "objector" ? words.objectWhy : words.why;
  return { title, lead: words.whyLead, fields };
}

function askCheck(language: Language, { written, programs }: ShownDraft): Question {
  const words = PROPOSAL_WORDS[language];
  const { told, proposer, wanted, grounds = [] } = written;
  const program = programs.find(({ id }) => id === wanted);
  const place = [told?.address, told?.rt && `RT ${told.rt}`, told?.rw && `RW ${told.rw}`];
  const lines: readonly (readonly [string, string])[] = [
    [words.whom, proposer === "self" ? words.self : (told?.headName ?? "")],
    ...(told === undefined ? [] : [[words.address, place.filter(Boolean).join(", ")] as const]),
    [words.want, program?.name[language] ?? words.update],
    [words.why, grounds.map((ground) => GROUND_WORDS[ground][language]).join(", ")],
  ];
  const fields = html`<dl>${lines.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>
<p class="hint">${proposer === "objector" ? words.objectEffect : words.effect}</p>`;
  return { title: words.check, lead: words.checkLead, fields };
}
