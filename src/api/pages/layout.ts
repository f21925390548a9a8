import { type Html, html, trusted } from "#domain/html.ts";
import { type Language, pathIn, wordsOf } from "./language.ts";

/** What every page of the public site is dressed with. */
export type PageFrame = {
  readonly language: Language;
  readonly title: string;
  /** Path without the language, for the switch; "" where the page answered a form. */
  readonly path: string;
  readonly body: Html;
  readonly script?: "name" | "code" | "answer";
  /** Changes with the files, so that they may be kept for a year. */
  readonly assetTag: string;
  /** Whether everybody in the register was made by a computer: said on every page. Never in production. */
  readonly isExample: boolean;
};

const KAWUNG = trusted('<div class="kawung" aria-hidden="true"></div>');

/** A whole page: one heading, one column, works without script, nothing from elsewhere. */
export function page(frame: PageFrame): string {
  const { language, title, body, script, assetTag } = frame;
  const words = wordsOf(language);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${words.siteName}</title>
<link rel="stylesheet" href="/aset/situs.css?${assetTag}">
<link rel="icon" href="/aset/ikon.svg?${assetTag}" type="image/svg+xml">
${script !== undefined && html`<script src="/aset/${script}.js?${assetTag}" defer></script>`}
</head>
<body>
<a class="skip" href="#isi">${words.skip}</a>
${masthead(frame)}
${KAWUNG}
<main id="isi">${body}</main>
${foot(frame)}
</body>
</html>
`.markup;
}

function masthead({ language, path }: PageFrame): Html {
  const words = wordsOf(language);
  const other: Language = language === "id" ? "en" : "id";
  const link = (to: string, text: string) =>
    html`<li><a href="${pathIn(language, to)}"${to === path && html` aria-current="page"`}>${text}</a></li>`;
  return html`<header>
<p class="site"><a href="${pathIn(language, "/")}">${MARK}<span>${words.siteName}</span></a></p>
<nav aria-label="${words.siteName}"><ul>
${link("/program", words.nav.programs)}
${link("/angka", words.nav.figures)}
${link("/privasi", words.nav.privacy)}
<li><a href="${pathIn(other, path === "" ? "/" : path)}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a></li>
</ul></nav>
</header>`;
}

function foot({ language, isExample }: PageFrame): Html {
  const { footer, registry } = wordsOf(language);
  return html`<footer>
<p><strong>${footer.help}</strong></p>
<p>${registry}. ${isExample && `${footer.example} `}${footer.source}</p>
</footer>`;
}

/** The kawung mark: four leaves and a seed. */
const MARK = trusted(
  '<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><path fill="currentColor" d="M16 15C11 15 6 11 5 5c6 1 11 6 11 10Zm0 0c0-4 5-9 11-10-1 6-6 10-11 10Zm0 2c0 4-5 9-11 10 1-6 6-10 11-10Zm0 0c5 0 10 4 11 10-6-1-11-6-11-10Z"/></svg>',
);
