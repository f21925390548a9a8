import { type Html, html } from "#domain/html.ts";
import { holdsPlace } from "#domain/removal.ts";
import type { PublicReply } from "#publication/public-lookup.ts";
import { dayInWords, type Language, pathIn } from "./language.ts";
import { noticeWordsOf } from "./own-notices.ts";

/** That a notice runs or aid ended, program by program; why is told elsewhere, to whoever is known to belong to the family. */
export function answerNotices(
  language: Language,
  { notices: all, programs, program_names }: PublicReply,
): Html | false {
  // A program that the public is not told of has its notice on paper alone.
  const notices = (all ?? []).filter(({ program }) => programs?.includes(program));
  if (notices.length === 0) return false;
  const words = noticeWordsOf(language).answer;
  const nameOf = (program: string) =>
    program_names?.[programs?.indexOf(program) ?? -1] ?? program.toUpperCase();
  const isOpen = notices.some(({ state }) => holdsPlace(state));
  return html`<section class="notice" aria-labelledby="pemberitahuan"><h2 id="pemberitahuan">${words.title}</h2>
<ul>${notices.map(
    ({ program, state, effect_on: on }) =>
      html`<li><strong>${nameOf(program)}</strong>: ${
        !holdsPlace(state)
          ? words.ended
          : state === "appealed"
            ? words.objected
            : on === null
              ? words.toCome
              : words.runs(dayInWords(language, on))
      }</li>`,
  )}</ul>
<p>${isOpen ? words.object : words.back} <a href="${pathIn(language, "/mengapa")}">${words.why}</a></p></section>`;
}
