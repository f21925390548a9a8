import { type Html, html } from "#domain/html.ts";
import {
  adviseOn,
  READY_ADVICE_WORDS,
  READY_LINKS,
  READY_QUESTION_WORDS,
  READY_QUESTIONS,
  type ReadyAdvice,
  type ReadyAnswers,
} from "#domain/pre-check.ts";
import { type Language, pathIn } from "./language.ts";

/** Words of the page "Siap diajukan?". */
export const READY_WORDS = {
  id: {
    title: "Siap diajukan?",
    fromHome: "Siap diajukan? Enam pertanyaan sebelum mengusulkan",
    lead: "Enam pertanyaan. Tanpa nama, tanpa kode, tidak ada yang disimpan.",
    yes: "Ya",
    no: "Tidak",
    look: "Lihat yang perlu disiapkan",
    result: "Yang dapat dilakukan",
    hint: "Ini bukan keputusan. Siapa pun boleh mengusulkan; petugas yang memeriksa.",
    go: "Buka halamannya",
    fill: "Jawab keenamnya.",
  },
  en: {
    title: "Ready to propose?",
    fromHome: "Ready to propose? Six questions first",
    lead: "Six questions. No name, no code, nothing is kept.",
    yes: "Yes",
    no: "No",
    look: "Show what to prepare",
    result: "What you can do",
    hint: "This is no decision. Anybody may propose; officers look into it.",
    go: "Open the page",
    fill: "Answer all six.",
  },
} as const satisfies Record<Language, object>;

/** The questions, and below them what follows from the answers; one page, no script. */
export function preCheckBody(
  language: Language,
  answers: Partial<ReadyAnswers>,
  isMissing: boolean,
): Html {
  const words = READY_WORDS[language];
  const whole = READY_QUESTIONS.every((question) => answers[question] !== undefined);
  return html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
${whole && result(language, adviseOn(answers as ReadyAnswers))}
${isMissing && html`<p class="wrong" role="alert">${words.fill}</p>`}
<form class="card ask" method="post" action="${pathIn(language, "/siap")}">
${READY_QUESTIONS.map(
  (question) => html`<fieldset><legend>${READY_QUESTION_WORDS[question][language]}</legend>
${choice(question, "ya", words.yes, answers[question] === true)}${choice(question, "tidak", words.no, answers[question] === false)}</fieldset>`,
)}
<button>${words.look}</button>
</form>`;
}

const choice = (name: string, value: string, text: string, isChosen: boolean): Html =>
  html`<label class="choice"><input type="radio" name="${name}" value="${value}" required${isChosen && html` checked`}> ${text}</label>`;

function result(language: Language, advice: readonly ReadyAdvice[]): Html {
  const words = READY_WORDS[language];
  const line = (one: ReadyAdvice): Html => {
    const link = READY_LINKS[one];
    return html`<li>${READY_ADVICE_WORDS[one][language]}${link !== undefined && html` <a href="${pathIn(language, link)}">${words.go}</a>`}</li>`;
  };
  return html`<section class="notice" role="status" aria-labelledby="hasil"><h2 id="hasil">${words.result}</h2>
<ol>${advice.map(line)}</ol><p class="hint">${words.hint}</p></section>`;
}
