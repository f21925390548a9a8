import { type Html, html } from "#domain/html.ts";
import { type Language, numberInWords, pathIn, wordsOf } from "./language.ts";

/** One village as people know it: "Sukamaju, Cibeber, Cianjur". */
export type VillageChoice = { readonly villageNo: string; readonly label: string };

/** Villages that fit what was typed, the likeliest first, and how many are not shown. */
export type VillageList = { readonly shown: readonly VillageChoice[]; readonly more: number };

/** What was typed so far, and what is missing. */
export type NameDraft = {
  readonly name: string;
  readonly village: string;
  readonly problem?: "name" | "village";
  /** Present once the village's name has been looked up. */
  readonly choices?: VillageList;
};

/** The form by name: a plain step lists villages; with script the list appears while typing. */
export function nameBody(language: Language, draft: NameDraft, challenge: string): Html {
  const words = wordsOf(language).name;
  return html`<h1>${words.title}</h1>
<p class="lead">${words.lead}</p>
<form class="card ask" method="post" action="${pathIn(language, "/nama")}" autocomplete="off"
 data-work="${challenge}" data-busy="${words.solving}">
${field("nama", words.name, words.nameHint, draft.name, draft.problem === "name" ? words.nameProblem : undefined)}
${field("desa", words.village, words.villageHint, draft.village, draft.problem === "village" ? words.villageProblem : undefined)}
${draft.choices !== undefined && choiceList(language, draft.village, draft.choices)}
<button>${draft.choices === undefined || draft.choices.shown.length === 0 ? words.next : words.submit}</button>
<p class="status" role="status"></p>
</form>
<p class="other"><a href="${pathIn(language, "/")}">${words.hasCode}</a></p>`;
}

function field(id: string, label: string, hint: string, value: string, wrong?: string): Html {
  const described = wrong === undefined ? `${id}-petunjuk` : `${id}-salah ${id}-petunjuk`;
  return html`<div class="field" id="bidang-${id}">
<label for="${id}">${label}</label>
<p class="hint" id="${id}-petunjuk">${hint}</p>
${wrong !== undefined && html`<p class="wrong" id="${id}-salah" role="alert">${wrong}</p>`}
<input id="${id}" name="${id}" required maxlength="100" autocomplete="off" spellcheck="false"
 value="${value}" aria-describedby="${described}"${wrong !== undefined && html` aria-invalid="true"`}>
</div>`;
}

function choiceList(language: Language, typed: string, { shown, more }: VillageList): Html {
  const words = wordsOf(language).name;
  if (shown.length === 0) return html`<p class="wrong" role="alert">${words.pickNone}</p>`;
  return html`<fieldset><legend>${words.pick}</legend>
<p class="hint">${words.pickLead(typed)}</p>
${shown.map(
  ({ villageNo, label }, i) =>
    html`<label class="choice"><input type="radio" name="desa_no" value="${villageNo}" required${
      i === 0 && shown.length === 1 && html` checked`
    }> ${label}</label>`,
)}${more > 0 && html`<p class="hint">${words.pickMore(numberInWords(language, more))}</p>`}</fieldset>`;
}
