import { type Html, html, trusted } from "#domain/html.ts";
import { STYLE } from "#matching/link-files/report/style.ts";

/** Headers of numbers may break, so that eight columns stand side by side on a desk; what is below a section's title is smaller than it. */
const OWN_STYLE = `thead .n { white-space: normal; }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
caption { text-align: left; }
.whisker { stroke: var(--ink); stroke-width: 1.5; }
`;

/** A report as one file that asks nothing of any other place and runs no script. */
export const pageShell = (title: string, body: Html): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(STYLE + OWN_STYLE)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`.markup;

/** One of the figures at the head of a report. */
export const figure = (name: string, value: string): Html =>
  html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
