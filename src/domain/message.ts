import {
  type BroughtKind,
  NEUTRAL_OUTCOME_WORDS,
  type NeutralOutcome,
  neutralOutcome,
  stageOf,
} from "./aid-proposal.ts";
import { APPEAL_DAYS } from "./appeal.ts";
import { APPEAL } from "./appeal-procedure.ts";
import type { Instant } from "./case-clock.ts";
import { type StepRule, stepOf, wayOf } from "./case-procedure.ts";
import type { CaseState } from "./case-state.ts";
import { type OfficeCalendar, TIME_ZONE_TERMS } from "./office-calendar.ts";
import { addDays, type PlainDate } from "./plain-date.ts";
import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

/** Ways by which somebody may be told; the words are the same on each. */
export const MESSAGE_CHANNELS = ["sms", "whatsapp"] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

export const MESSAGE_CHANNEL_WORDS = {
  sms: say("SMS", "SMS"),
  whatsapp: say("WhatsApp", "WhatsApp"),
} as const satisfies Record<MessageChannel, Words>;

/** Why a message did not go out: the network is away, it knows no such number, it does not let us, it answers gibberish. */
export const MESSAGE_PROBLEMS = [
  "unreachable",
  "number-refused",
  "not-allowed",
  "unreadable",
] as const;
export type MessageProblem = (typeof MESSAGE_PROBLEMS)[number];

export const MESSAGE_PROBLEM_WORDS = {
  unreachable: say("Gerbang tidak dapat dihubungi.", "The gateway could not be reached."),
  "number-refused": say("Nomor tidak dikenal jaringan.", "No network knows the number."),
  "not-allowed": say("Token gerbang tidak berlaku.", "The gateway's token does not hold."),
  unreadable: say("Jawaban gerbang tidak terbaca.", "The gateway's answer is not readable."),
} as const satisfies Record<MessageProblem, Words>;

/** Characters of one SMS in the alphabet that every telephone has (GSM 03.38): longer ones are cut in two and paid twice. */
export const SMS_LENGTH = 160;

/** How long a code proves a telephone (NIST SP 800-63B 5.1.3.2: at most ten minutes). */
export const CODE_MINUTES = 10;
/** A telephone proved longer ago than this may be somebody else's; months of SIM recycling, our own number. */
export const CONTACT_DAYS = 180;
/** Days after a case has ended for which its number may still be told of; and after which telephones and texts are erased. */
export const KEPT_DAYS = 60;

/** A mobile number of Indonesia as +62 and 9 to 12 digits, out of what people type; nothing else is written to. */
export function parseMobile(typed: string): Result<string, "not-a-mobile"> {
  const digits = typed.replaceAll(/[\s().-]/g, "");
  const found = /^(?:\+?62|0)(8[0-9]{8,11})$/.exec(digits)?.[1];
  return found === undefined ? refuse("not-a-mobile") : accept(`+62${found}`);
}

/** How a case stands for whoever holds its number. */
export type ToldStanding = {
  readonly kind: BroughtKind;
  readonly state: CaseState;
  readonly reason: string | null;
  readonly step: string;
  readonly rules: readonly StepRule[];
  readonly since_on: PlainDate;
  readonly due_on: PlainDate | null;
  readonly level: number;
  readonly appeal: {
    readonly state: CaseState;
    readonly step: string;
    readonly rules: readonly StepRule[];
    readonly due_on: PlainDate | null;
  } | null;
};

type Language = "id" | "en";

const MONTHS = {
  id: ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
  en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
} as const;

const KINDS = {
  "aid-proposal": say("usulan", "proposal"),
  objection: say("sanggah", "objection"),
  complaint: say("pengaduan", "complaint"),
} as const satisfies Record<BroughtKind, Words>;

/** An ended complaint is acted upon or closed; nothing of it is "accepted". */
const COMPLAINT_ENDS: Partial<Record<NeutralOutcome, Words>> = {
  accepted: say("ditindaklanjuti", "acted upon"),
  "not-accepted": say("selesai tanpa tindakan", "closed without action"),
};

/** What the code's message says; of no case, and of nobody. */
export function codeText(language: Language, code: string): string {
  return language === "id"
    ? `DTSEN: kode Anda ${code}, berlaku ${CODE_MINUTES} menit. Jangan beri tahu siapa pun, juga petugas. Bukan Anda yang minta? Abaikan.`
    : `DTSEN: your code is ${code}, for ${CODE_MINUTES} minutes. Tell nobody, not even an officer. You did not ask for it? Ignore this.`;
}

/**
 * What is told of a case: how it stands, by which day, and what comes next. The words depend on stage, outcome and days alone, so
 * that they say nothing of any family to whoever has the telephone by now (trust-and-ux.md B6, B11).
 */
export function standingText(language: Language, standing: ToldStanding): string {
  const kind = KINDS[standing.kind][language];
  const mine = language === "id" ? `DTSEN: ${kind} Anda` : `DTSEN: your ${kind}`;
  return `${mine} ${standing.appeal === null ? ofCase(language, standing) : ofAppeal(language, standing.appeal)}`;
}

function ofCase(language: Language, standing: ToldStanding): string {
  const { kind, state, reason, step, rules, since_on, due_on, level } = standing;
  const outcome = neutralOutcome(state, reason ?? undefined);
  if (state === "done" || state === "refused" || state === "withdrawn") {
    const words = (kind === "complaint" ? COMPLAINT_ENDS[outcome] : undefined) ?? END[outcome];
    const until = day(language, addDays(since_on, APPEAL_DAYS));
    const after = state === "refused" ? NEXT.review(until) : NEXT.ended;
    return `${words[language]}. ${after[language]}`;
  }
  const { no, of, words } = stageOf(kind, step, rules);
  const stage = NEXT.stage(no, of, words)[language];
  const now = level > 0 ? NEXT.late : NEUTRAL_OUTCOME_WORDS[outcome];
  const by = due_on === null ? "" : ` ${NEXT.by(day(language, due_on))[language]}`;
  return `${now[language]}. ${stage}.${by}`;
}

function ofAppeal(language: Language, appeal: NonNullable<ToldStanding["appeal"]>): string {
  const { state, step, rules, due_on } = appeal;
  if (state === "done") return NEXT.upheld[language];
  if (state === "refused") return NEXT.stands[language];
  if (state === "withdrawn") return `${END["taken-back"][language]}. ${NEXT.ended[language]}`;
  const { words } = stepOf<string>(wayOf<string>(APPEAL, rules), step);
  const by = due_on === null ? "" : ` ${NEXT.by(day(language, due_on))[language]}`;
  return `${NEXT.reviewed(words)[language]}.${by}`;
}

const END = {
  ...NEUTRAL_OUTCOME_WORDS,
  accepted: say("selesai: diterima", "has ended: accepted"),
  "not-accepted": say("selesai: tidak diterima", "has ended: not accepted"),
} as const;

const NEXT = {
  stage: (no: number, of: number, { id, en }: Words) =>
    say(`Tahap ${no} dari ${of}: ${id}`, `Stage ${no} of ${of}: ${en}`),
  by: (day: string) => say(`Paling lambat ${day}.`, `By ${day}.`),
  late: say(
    "terlambat, kantor di atasnya sudah dipanggil",
    "is late, and the office above has been called",
  ),
  review: (day: string) =>
    say(
      `Tidak setuju? Minta kantor lain meninjau sampai ${day}.`,
      `Do you disagree? Ask another office to review until ${day}.`,
    ),
  reviewed: ({ id, en }: Words) => say(`ditinjau kantor lain: ${id}`, `is under review: ${en}`),
  upheld: say(
    "diperiksa lagi: peninjauan dikabulkan. Lihat dengan nomor tanda terima Anda.",
    "is looked into again: the review was upheld. Look it up with the number of your receipt.",
  ),
  stands: say(
    "ditinjau: keputusan tetap. Lihat dengan nomor tanda terima Anda.",
    "was reviewed: the decision stands. Look it up with the number of your receipt.",
  ),
  ended: say(
    "Lihat dengan nomor tanda terima Anda.",
    "Look it up with the number of your receipt.",
  ),
} as const;

const day = (language: Language, on: PlainDate): string =>
  `${Number(on.slice(8))} ${MONTHS[language][Number(on.slice(5, 7)) - 1]} ${on.slice(0, 4)}`;

/** Nobody's telephone rings between nine in the evening and seven in the morning, by the time of the case's village. */
const QUIET = { from: 21, to: 7 } as const;
const HOUR_MS = 3_600_000;

/** The first moment from `at` on at which tidings may go out. */
export function outOfQuiet(at: Instant, { zone }: Pick<OfficeCalendar, "zone">): Instant {
  const ahead = TIME_ZONE_TERMS[zone].aheadHours * HOUR_MS;
  const local = new Date(Date.parse(at) + ahead);
  const hour = local.getUTCHours();
  if (hour >= QUIET.to && hour < QUIET.from) return at;
  const morning = Date.UTC(
    local.getUTCFullYear(),
    local.getUTCMonth(),
    local.getUTCDate() + (hour >= QUIET.from ? 1 : 0),
    QUIET.to,
  );
  return new Date(morning - ahead).toISOString();
}

/** Minutes until the next try, after so many; undefined where it is given up: after about a day. */
export function nextTry(attempts: number): number | undefined {
  return attempts >= 10 ? undefined : Math.min(240, 2 ** attempts);
}
