import type { InForce } from "#domain/determination.ts";
import { type Html, html } from "#domain/html.ts";
import type { PublicReply } from "#publication/public-lookup.ts";
import { answerNotices } from "./answer-notices.ts";
import { freshness } from "./home.ts";
import { type Language, pathIn, periodInWords, wordsOf } from "./language.ts";
import { type PageFrame, page } from "./layout.ts";
import { padded } from "./padded.ts";
import { standingList } from "./standing.ts";

/** How it was asked, for reading back what we understood. */
export type Asked =
  | { readonly by: "code" }
  | { readonly by: "name"; readonly name: string; readonly village: string };

/**
 * Bytes of every answer, whatever it says: what travels tells nothing. Answers are not compressed,
 * because compressed length would.
 */
export const ANSWER_BYTES = 10_240;

/** The answer as a page of exactly ANSWER_BYTES. */
export function answerPage(
  language: Language,
  asked: Asked,
  reply: PublicReply,
  {
    inForce,
    ...site
  }: Pick<PageFrame, "assetTag" | "isExample"> & {
    readonly inForce: readonly InForce[];
  },
): Buffer {
  const words = wordsOf(language).answer;
  const body = html`<h1 class="quiet">${words.title}</h1>
<div id="jawaban">
${sentence(language, asked, reply)}
${table(language, asked, reply)}
${asked.by === "code" && underReview(reply) !== 0 && html`<p class="notice">${words.whileReviewed}</p>`}
${answerNotices(language, reply)}
${standingList(language, programsOf(reply), reply.version_no ?? 0, inForce)}
${asked.by === "name" && html`<p class="hint">${words.readAs(asked.name, asked.village)} ${words.ignored}</p>`}
${fresh(language, reply)}
${nextSteps(language, asked, reply)}
</div>
<p id="terhapus" class="lead" role="status" hidden>${words.erased} ${words.erasedHint}</p>
${help(language)}
<p class="actions"><a class="button" href="${pathIn(language, asked.by === "code" ? "/" : "/nama")}">${words.again}</a>
<a class="button soft" id="hapus" href="${pathIn(language, "/hapus")}">${words.erase}</a>
<button class="soft" id="cetak" type="button" hidden>${words.print}</button></p>`;
  return padded(
    page({ language, title: words.title, path: "", body, script: "answer", ...site }),
    ANSWER_BYTES,
  );
}

type Kind = "receives" | "reviewed" | "none" | "none-by-name" | "ambiguous" | "unknown-code";

/** By name, "not on any list" and "nobody we can show" are one answer; that somebody is being checked is told by code alone. */
function kindOf(asked: Asked, reply: PublicReply): Kind {
  const { matches, bits } = reply;
  if (matches === 2) return "ambiguous";
  if (matches === 1 && (bits ?? 0) !== 0) return "receives";
  if (matches === 1 && underReview(reply) !== 0) return "reviewed";
  if (asked.by === "name") return "none-by-name";
  return matches === 1 ? "none" : "unknown-code";
}

function sentence(language: Language, asked: Asked, reply: PublicReply): Html {
  const words = wordsOf(language).answer;
  const kind = kindOf(asked, reply);
  const who = words.family(reply.masked ?? "");
  const [before, strong, after] = {
    receives: () =>
      words.receives(who, listed(language, reply, reply.bits), period(language, reply)),
    reviewed: () =>
      (asked.by === "code" ? words.reviewed : words.placeIsHeld)(
        who,
        listed(language, reply, underReview(reply)),
        period(language, reply),
      ),
    none: () => words.receivesNone(who, period(language, reply)),
    "none-by-name": () => words.noneByName(period(language, reply)),
    ambiguous: words.ambiguous,
    "unknown-code": words.unknownCode,
  }[kind]();
  return html`<p class="answer ${kind === "receives" ? "yes" : "open"}">${before} <strong>${strong}</strong> ${after}</p>`;
}

/** As people say them; a program without an entry is called by its name. */
const SHORT_NAMES: Readonly<Record<string, string>> = {
  pkh: "PKH",
  sembako: "Sembako",
  "pbi-jk": "PBI\u2011JK",
};

/** "PKH, Sembako dan PBI-JK". */
function listed(language: Language, reply: PublicReply, bits: number | null): string {
  const names = programsOf(reply)
    .filter((_, bit) => isSet(bits, bit))
    .map(({ id, name }) => SHORT_NAMES[id] ?? name);
  const last = names.pop() ?? "";
  return names.length === 0 ? last : `${names.join(", ")} ${wordsOf(language).answer.and} ${last}`;
}

/** Places that people must look at first; where a notice holds the place too, that is what is told. */
const underReview = ({ bits, reviewed }: PublicReply): number => (reviewed ?? 0) & ~(bits ?? 0);

const isSet = (bits: number | null, bit: number): boolean => ((bits ?? 0) & (1 << bit)) !== 0;

function period(language: Language, { period_from, period_to }: PublicReply): string {
  return periodInWords(language, period_from ?? "1970-01-01", period_to ?? "1970-01-01");
}

/** The same rows in every answer; where nothing may be shown, the status says so. */
function table(language: Language, asked: Asked, reply: PublicReply): Html {
  const words = wordsOf(language).answer;
  const isShown = ["receives", "reviewed", "none"].includes(kindOf(asked, reply));
  const held = asked.by === "code" ? words.underReview : words.held;
  return html`<table><thead><tr><th scope="col">${words.program}</th><th scope="col">${words.status}</th><th scope="col">${words.period}</th></tr></thead>
<tbody>${(reply.program_names ?? []).map((name, bit) => {
    const isListed = isShown && isSet(reply.bits, bit);
    const open = isSet(underReview(reply), bit) ? held : words.no;
    const status = !isShown ? words.hidden : isListed ? words.yes : open;
    return html`<tr><th scope="row">${name}</th><td${isListed && html` class="yes"`}>${status}</td><td>${period(language, reply)}</td></tr>`;
  })}</tbody></table>`;
}

const programsOf = ({ programs, program_names }: PublicReply) =>
  (programs ?? []).map((id, nth) => ({ id, name: program_names?.[nth] ?? id }));

function fresh(language: Language, { label, as_of, next_on }: PublicReply): Html {
  if (label === null || as_of === null || next_on === null) return freshness(language, undefined);
  return freshness(language, { label, asOf: as_of, nextOn: next_on });
}

function nextSteps(language: Language, asked: Asked, reply: PublicReply): Html {
  const words = wordsOf(language).answer;
  const kind = kindOf(asked, reply);
  const steps = {
    receives: words.todoFound,
    reviewed: asked.by === "code" ? words.todoReviewed : words.todoFound,
    none: words.todoNone,
    "none-by-name": words.todoNotFound,
    ambiguous: words.todoNotFound,
    "unknown-code": words.todoCode,
  }[kind];
  return html`<h2>${words.todo}</h2>
<ol class="steps">${steps.map((step) => html`<li>${step}</li>`)}</ol>
${kind !== "receives" && html`<p class="notice">${words.notFinal}</p>`}`;
}

function help(language: Language): Html {
  const words = wordsOf(language).answer;
  return html`<section class="help" aria-labelledby="tanya"><h2 id="tanya">${words.where}</h2>
<ul><li>${words.office}</li><li>${words.phone}</li><li>${words.whatsapp}</li></ul>
<p class="scam">${words.scam}</p></section>`;
}
