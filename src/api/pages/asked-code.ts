import { type Html, html } from "#domain/html.ts";
import { type Language, pathIn } from "./language.ts";

/** One field for a code of thirteen characters, under whatever name it is asked for. */
export type CodeField = {
  readonly action: string;
  readonly name: "kode" | "nomor";
  readonly label: string;
  readonly hint: string;
  readonly problem: string;
  readonly submit: string;
};

/** The form of one code. A wrong one comes back in the field with its reason beside it. */
export function codeField(
  language: Language,
  { action, name, label, hint, problem, submit }: CodeField,
  wrong?: { readonly typed: string },
): Html {
  const described = wrong === undefined ? `${name}-petunjuk` : `${name}-salah ${name}-petunjuk`;
  return html`<form class="card ask" method="post" action="${pathIn(language, action)}" autocomplete="off">
<label for="${name}">${label}</label>
<p class="hint" id="${name}-petunjuk">${hint}</p>
${wrong !== undefined && html`<p class="wrong" id="${name}-salah" role="alert">${problem}</p>`}
<input class="code" id="${name}" name="${name}" required maxlength="40" autocapitalize="characters"
 autocomplete="off" autocorrect="off" spellcheck="false" placeholder="XXXX-XXXX-XXXX-X"
 value="${wrong?.typed ?? ""}" aria-describedby="${described}"${wrong !== undefined && html` aria-invalid="true"`}>
<button>${submit}</button>
</form>`;
}
