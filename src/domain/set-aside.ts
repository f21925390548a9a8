import { CHECK_REASON_WORDS, type CheckReason } from "./evidence.ts";
import { EVIDENCE_STATEMENT_WORDS, type EvidenceStatement } from "./evidence-statement.ts";
import { SOURCE_WORDS } from "./names-of-things.ts";
import { say, type Words } from "./words.ts";

/** A statement of another office that somebody looked at and set aside; days are ISO text. */
export type SetAside = {
  readonly person_id: number | null;
  readonly source: string;
  readonly statement: EvidenceStatement;
  /** Null where the source names no day. */
  readonly observed_on: string | null;
  /** Why a person looked at it. */
  readonly reason: CheckReason;
  readonly decided_on: string;
  /** Whether the version was built without it; otherwise the next one is. */
  readonly counts: boolean;
};

/** What is told to a family: that there was a sealed report, a code or a letter at home would give away. */
export const toldToFamily = (all: readonly SetAside[]): readonly SetAside[] =>
  all.filter(({ statement }) => statement !== "sealed-report");

/** Which statement does not count, whose it is, and because of what; the officer's own words are not among it. */
export function setAsideSentence(one: SetAside): Words {
  const { statement, source, observed_on: on, reason, decided_on: day, counts } = one;
  const what = EVIDENCE_STATEMENT_WORDS[statement];
  const from: Words =
    (SOURCE_WORDS as Readonly<Record<string, Words>>)[source] ?? say(source, source);
  const dated = (before: string, language: "id" | "en") =>
    on === null ? "" : `${before}${inWords(on, language)}`;
  const why = CHECK_REASON_WORDS[reason];
  return say(
    `Keterangan “${what.id}” dari ${from.id}${dated(" tanggal ", "id")} ${counts ? "tidak dipakai" : "tidak dipakai lagi mulai versi berikutnya"}, karena petugas memeriksanya dan mengesampingkannya pada ${inWords(day, "id")}. Sebab diperiksa: ${why.id}`,
    `The statement “${what.en}” of ${from.en}${dated(" of ", "en")} ${counts ? "does not count" : "does not count from the next version on"}, because an officer looked into it and set it aside on ${inWords(day, "en")}. Why it was looked at: ${why.en}`,
  );
}

const DAYS = {
  id: new Intl.DateTimeFormat("id-ID", { dateStyle: "long", timeZone: "UTC" }),
  en: new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }),
} as const;

const inWords = (day: string, language: "id" | "en"): string =>
  DAYS[language].format(new Date(`${day}T00:00:00Z`));
