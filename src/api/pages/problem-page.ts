import { type Html, html } from "#domain/html.ts";

/** What a problem code of the API means, for the developer who follows its type. */
export function problemBody(code: string, sentences: readonly string[]): Html {
  return html`<h1>${code}</h1>${sentences.map((sentence) => html`<p>${sentence}</p>`)}`;
}
