import { type Html, html } from "#domain/html.ts";
import { TOLD_LATER_DAYS } from "#domain/told-reading.ts";
import { sayAct, sayPurpose, sayRole } from "../audit-words.ts";
import { dayInWords, type Language, pathIn } from "./language.ts";
import { type PageFrame, page } from "./layout.ts";
import { padded } from "./padded.ts";

/** Bytes of every such page, whatever it lists. */
const READERS_BYTES = 28_672;
/** Lines that it lists. */
export const MOST_READINGS = 60;

/** What one office did on one day, and how often. */
export type OwnReading = {
  readonly day: string;
  readonly role: string | null;
  readonly office: string | null;
  readonly actor: string;
  readonly purpose: string | null;
  readonly act: string;
  readonly times: number;
};

export const READERS_WORDS = {
  id: {
    title: "Siapa melihat data kami",
    open: "Siapa melihat data kami",
    lead: "Setiap kali data keluarga ini dibuka atau diubah, tercatat di sini. Satu tahun terakhir.",
    none: "Belum ada yang membuka data keluarga ini.",
    times: (count: number) => `${count} kali`,
    site: "Lewat situs ini, dengan kode atau nama",
    for: "untuk",
    more: (count: number) =>
      `Ada ${count} catatan lagi. Mintalah di kantor desa atau Dinas Sosial.`,
    policy: `Pemeriksaan tertentu baru tampil sesudah ${TOLD_LATER_DAYS} hari. Pengaduan dan pelindungan tidak tampil demi keselamatan. Pemeriksa melihat semuanya.`,
    odd: "Ada yang tidak wajar? Adukan, atau telepon 171.",
    oddLink: "Adukan",
    back: "Kembali ke penjelasan",
  },
  en: {
    title: "Who saw our data",
    open: "Who saw our data",
    lead: "Each time that this family's data is opened or changed it is noted here. The last year.",
    none: "Nobody has opened this family's data yet.",
    times: (count: number) => `${count} times`,
    site: "On this site, by code or name",
    for: "for",
    more: (count: number) =>
      `There are ${count} more lines. Ask for them at the village or social affairs office.`,
    policy: `Some examinations show after ${TOLD_LATER_DAYS} days only. Complaints and protection do not show, for safety. Auditors see all of it.`,
    odd: "Is something odd? Complain, or call 171.",
    oddLink: "Complain",
    back: "Back to the explanation",
  },
} as const satisfies Record<Language, object>;

/** The way to it from the explanation. */
export function readersLink(language: Language, code: string): Html {
  return html`<form method="post" action="${pathIn(language, "/mengapa/siapa")}"><input type="hidden" name="kode" value="${code}">
<p><button class="soft">${READERS_WORDS[language].open}</button></p></form>`;
}

/** Days, newest first, each with who did what and why; the same length whatever it says. */
export function readersPage(
  language: Language,
  code: string,
  { all, lines }: { readonly all: number; readonly lines: readonly OwnReading[] },
  site: Pick<PageFrame, "assetTag" | "isExample">,
): Buffer {
  const words = READERS_WORDS[language];
  const days = [...Map.groupBy(lines, ({ day }) => day)];
  const body = html`<h1>${words.title}</h1>
<div id="jawaban">
<p class="lead">${words.lead}</p>
${lines.length === 0 && html`<p>${words.none}</p>`}
${days.map(
  ([day, of]) =>
    html`<h2>${dayInWords(language, day)}</h2>
<ul>${[...Map.groupBy(of, groupOf).values()].map((one) => group(language, one))}</ul>`,
)}
${all > lines.length && html`<p class="hint">${words.more(all - lines.length)}</p>`}
<p class="hint">${words.policy}</p>
<p class="notice">${words.odd} <a href="${pathIn(language, "/aduan")}">${words.oddLink}</a></p>
</div>
<form method="post" action="${pathIn(language, "/mengapa")}"><input type="hidden" name="kode" value="${code}">
<p class="other"><button class="soft">${words.back}</button></p></form>`;
  const frame = {
    language,
    title: words.title,
    path: "",
    body,
    script: "answer" as const,
    ...site,
  };
  return padded(page(frame), READERS_BYTES);
}

/** One office with one purpose on one day, and all that it did. */
function group(language: Language, of: readonly OwnReading[]): Html {
  const words = READERS_WORDS[language];
  const acts = of.map(({ act, times }) => {
    const said = sayAct(act)[language];
    return times > 1 ? `${said} (${words.times(times)})` : said;
  });
  const [first] = of;
  if (first === undefined) throw new Error("a group has a reading");
  const isPublic = first.actor === "public";
  const who = isPublic ? words.site : sayRole(first)[language];
  const why = isPublic ? "" : `, ${words.for} ${sayPurpose(first.purpose)[language].toLowerCase()}`;
  return html`<li><strong>${who}</strong>${why}:<br>${acts.join("; ")}.</li>`;
}

const groupOf = ({ role, office, actor, purpose }: OwnReading): string =>
  [role, office, actor, purpose].join("|");
