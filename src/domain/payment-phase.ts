import { daysInMonth } from "./plain-date.ts";
import { isInForce } from "./program.ts";
import { accept, type Result, refuse } from "./result.ts";

/** How often a program pays. */
export type PaymentRhythm = "quarter" | "month" | "term" | "year";

/** In which rhythm a program pays, from when to when. */
export type PaymentCalendar = {
  readonly program: string;
  readonly rhythm: PaymentRhythm;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly legalBasis: string;
};

const calendar = (
  program: string,
  rhythm: PaymentRhythm,
  legalBasis: string,
  validFrom = "2025-01-01",
): PaymentCalendar => ({ program, rhythm, validFrom, legalBasis });

const JAKARTA = "Pergub DKI Jakarta tentang Kartu Lansia, Penyandang Disabilitas dan Anak";

/** Phases as data; a program without a line here is not followed. */
export const PAYMENT_CALENDARS: readonly PaymentCalendar[] = [
  calendar("pkh", "quarter", "Permensos 1/2018; empat tahap setahun"),
  calendar("sembako", "quarter", "Permensos 5/2021; dibayar tiap triwulan"),
  calendar("pbi-jk", "month", "PP 101/2012; iuran tiap bulan"),
  calendar("pbi-daerah", "month", "peraturan daerah; iuran tiap bulan"),
  calendar("atensi-yapi", "quarter", "Kepmensos tentang ATENSI YAPI; Rp600.000 tiap triwulan"),
  calendar("permakanan", "month", "Kepmensos tentang permakanan"),
  calendar("bantuan-pangan-beras", "month", "Perbadan 2/2024"),
  calendar("blt-desa", "month", "Permendesa 2/2024; Rp300.000 tiap bulan"),
  {
    ...calendar("blt-kesra", "quarter", "Kepmensos tentang BLTS Kesra 2025", "2025-10-01"),
    validTo: "2025-12-31",
  },
  calendar("pip", "term", "Persesjen Kemendikbudristek 14/2022; tiga termin"),
  calendar("kip-kuliah", "term", "Persesjen tentang KIP Kuliah"),
  calendar("klj", "month", JAKARTA),
  calendar("kpdj", "month", JAKARTA),
  calendar("kaj", "month", JAKARTA),
];

/** One phase of a program, such as 2026-q4, with the days it spans. */
export type PaymentPhase = {
  readonly code: string;
  readonly from: string;
  readonly to: string;
};

export type PhaseProblem = "program-unknown" | "phase-malformed" | "phase-not-of-program";

const MONTHS_OF_TERM = [
  [2, 4],
  [5, 9],
  [10, 12],
] as const;

/** Reads a phase as it is written, if the program is paid in that rhythm at that time. */
export function parsePhase(program: string, text: string): Result<PaymentPhase, PhaseProblem> {
  const own = PAYMENT_CALENDARS.filter((one) => one.program === program);
  if (own.length === 0) return refuse("program-unknown");
  const found = /^(20\d{2})(?:-(q[1-4]|t[1-3]|0[1-9]|1[0-2]))?$/.exec(text.toLowerCase());
  if (found === null) return refuse("phase-malformed");
  const { rhythm, months } = spanOf(found[2]);
  const phase = {
    code: text.toLowerCase(),
    from: `${found[1]}-${two(months[0])}-01`,
    to: `${found[1]}-${two(months[1])}-${two(daysInMonth(Number(found[1]), months[1]))}`,
  };
  const isOwn = own.some((one) => one.rhythm === rhythm && isInForce(one, phase.from));
  return isOwn ? accept(phase) : refuse("phase-not-of-program");
}

type Span = {
  readonly rhythm: PaymentRhythm;
  readonly months: readonly [first: number, last: number];
};

function spanOf(part: string | undefined): Span {
  if (part === undefined) return { rhythm: "year", months: [1, 12] };
  const number = Number(part.replace(/^[qt]/, ""));
  if (part.startsWith("q")) return { rhythm: "quarter", months: [number * 3 - 2, number * 3] };
  if (part.startsWith("t"))
    return { rhythm: "term", months: MONTHS_OF_TERM[number - 1] ?? [1, 12] };
  return { rhythm: "month", months: [number, number] };
}

const two = (number: number): string => String(number).padStart(2, "0");
