import { getCodeList, listCodes } from "#domain/codes/all-lists.ts";
import { STANDARD_EDITION } from "#domain/codes/code-list.ts";
import type { ProposalGround } from "#domain/correction-proposal.ts";
import { type Html, html } from "#domain/html.ts";
import type { Variable } from "#domain/variables/variable.ts";
import type { Words } from "#domain/words.ts";
import { type Language, pathIn, wordsOf } from "./language.ts";
import { type PageFrame, page } from "./layout.ts";
import { padded } from "./padded.ts";
import { RECEIPT_BYTES } from "./why.ts";

/** What the form asks about: one fact, as it is recorded; without a variable only a visit can say what is right. */
export type Questioned = {
  readonly code: string;
  /** Made once with the form: sent twice, it is one proposal. */
  readonly clientId: string;
  readonly feature: string;
  readonly ground: ProposalGround;
  readonly label: Words;
  readonly recorded: Words;
  readonly variable: Variable | undefined;
  readonly isMissing: boolean;
};

/** The page on which a family says what is right. */
export function correctionPage(
  language: Language,
  asked: Questioned,
  site: Pick<PageFrame, "assetTag" | "isExample">,
): Buffer {
  const { form } = wordsOf(language).why;
  const hidden = (name: string, value: string) =>
    html`<input type="hidden" name="${name}" value="${value}">`;
  const body = html`<h1>${form.title}</h1>
<div id="jawaban">
<form class="card ask" method="post" action="${pathIn(language, "/mengapa/kirim")}" autocomplete="off">
${hidden("kode", asked.code)}${hidden("kiriman", asked.clientId)}${hidden("pilih", `${asked.feature}.${asked.ground}`)}
<p><strong>${asked.label[language]}</strong><br><span class="hint">${form.recorded}: ${asked.recorded[language]}</span></p>
${asked.isMissing && html`<p class="wrong" id="nilai-salah" role="alert">${form.missing}</p>`}
${asked.variable === undefined ? html`<p>${form.visit}</p>` : valueField(language, asked.variable, asked.isMissing)}
<p class="hint">${form.effect}</p>
<button>${form.submit}</button>
</form>
<form method="post" action="${pathIn(language, "/mengapa")}">${hidden("kode", asked.code)}
<p class="actions"><button class="soft">${form.back}</button></p></form>
</div>`;
  const frame = { language, title: form.title, path: "", body, ...site };
  return padded(page(frame), RECEIPT_BYTES);
}

/** What the form sends where the family leaves it to an officer. */
export const UNSURE = "tinjau";

function valueField(language: Language, variable: Variable, isMissing: boolean): Html {
  const { form } = wordsOf(language).why;
  const wrong = isMissing && html` aria-invalid="true" aria-describedby="nilai-salah"`;
  if (variable.codeList === undefined) {
    const measure =
      variable.measure === undefined ? "" : ` (${variable.measure.replace("m2", "m²")})`;
    return html`<div class="field"><label for="nilai">${form.value}${measure}</label>
<input id="nilai" name="nilai" inputmode="numeric" pattern="[0-9]{1,5}" maxlength="5"${wrong}></div>
<p><label><input type="checkbox" name="belum" value="${UNSURE}"> ${form.unsure}</label></p>`;
  }
  const codes = correctCodes(variable);
  return html`<div class="field"><label for="nilai">${form.value}</label>
<select id="nilai" name="nilai" required${wrong}><option value="">${form.choose}</option>${codes.map(
    ({ standard, id_ID, en }) =>
      html`<option value="${standard}">${language === "id" ? id_ID : en}</option>`,
  )}<option value="${UNSURE}">${form.unsure}</option></select></div>`;
}

/** The answers that a coded fact may have. */
export function correctCodes({ codeList }: Variable) {
  if (codeList === undefined) return [];
  return listCodes(getCodeList(codeList), STANDARD_EDITION).filter(({ standard }) => standard >= 0);
}
