import { type Html, html } from "#domain/html.ts";
import { type Language, pathIn, wordsOf } from "./language.ts";

/** The one field of the front page. A wrong code comes back in the field with its reason beside it. */
export function codeForm(language: Language, wrong?: { readonly typed: string }): Html {
  const { home } = wordsOf(language);
  const described = wrong === undefined ? "kode-petunjuk" : "kode-salah kode-petunjuk";
  return html`<form class="card ask" method="post" action="${pathIn(language, "/kode")}" autocomplete="off">
<label for="kode">${home.code}</label>
<p class="hint" id="kode-petunjuk">${home.codeHint}</p>
${wrong !== undefined && html`<p class="wrong" id="kode-salah" role="alert">${home.codeProblem}</p>`}
<input class="code" id="kode" name="kode" required maxlength="40" autocapitalize="characters"
 autocomplete="off" autocorrect="off" spellcheck="false" placeholder="XXXX-XXXX-XXXX-X"
 value="${wrong?.typed ?? ""}" aria-describedby="${described}"${wrong !== undefined && html` aria-invalid="true"`}>
<button>${home.submit}</button>
</form>`;
}
