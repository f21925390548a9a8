import type pg from "pg";
import type { RemovalState } from "#domain/removal.ts";
import type { LookupLimits } from "./lookup-limits.ts";

/** What the public is told, whoever asks: program, yes or no, period. Days are ISO text. */
export type PublicReply = {
  readonly verdict: "answered" | "over-budget" | "spent" | "no-version";
  readonly version_no: number | null;
  readonly label: string | null;
  readonly as_of: string | null;
  readonly next_on: string | null;
  readonly period_from: string | null;
  readonly period_to: string | null;
  /** 0 none that may be shown, 1 one family, 2 more than one. */
  readonly matches: 0 | 1 | 2;
  readonly masked: string | null;
  readonly programs: readonly string[] | null;
  readonly program_names: readonly string[] | null;
  /** Bit n: the family, or one of it, is on the list of program n. */
  readonly bits: number | null;
  /** Bit n: nobody of it is, and somebody holds a place that people must look at first. */
  readonly reviewed: number | null;
  /** By Kode Cek alone: programs with a notice that runs, or whose aid ended by one. */
  readonly notices: readonly PublicNotice[] | null;
};

/** Of one program; the day is ISO text, null until the letter was handed over. */
export type PublicNotice = {
  readonly program: string;
  readonly state: RemovalState;
  readonly effect_on: string | null;
};

/** Anything that runs one statement: a pool, or a client inside a test's transaction. */
export type Caller = Pick<pg.Pool, "query">;

const COLUMNS = `verdict, version_no, label, as_of::text, next_on::text, period_from::text,
  period_to::text, matches, masked, programs, program_names, bits, reviewed, notices`;

/** One question by Kode Cek; of the address only its keyed mark comes here. */
export type CodeQuestion = {
  readonly codeIndex: Buffer;
  readonly address: string;
  readonly requestId: string;
};

/** One question by name and village; `spends` is the salt of the challenge or ticket that it uses up. */
export type NameQuestion = {
  readonly nameIndex: Buffer;
  readonly villageNo: string;
  readonly address: string;
  readonly spends: string;
  readonly hasWaited: boolean;
  readonly requestId: string;
};

/** Answers in the order of the questions: one statement, one round trip, one transaction with an audit row each. */
export async function checkCodes(
  caller: Caller,
  asked: readonly CodeQuestion[],
  limits: LookupLimits,
): Promise<readonly PublicReply[]> {
  const { rows } = await caller.query<PublicReply>({
    name: "public-check-codes",
    text: `select ${COLUMNS} from public_check_codes($1, $2, $3, $4)`,
    values: [
      asked.map(({ codeIndex }) => codeIndex),
      asked.map(({ address }) => address),
      limits.codePerAddress,
      asked.map(({ requestId }) => requestId),
    ],
  });
  return rows;
}

/** The same by name and village. */
export async function checkNames(
  caller: Caller,
  asked: readonly NameQuestion[],
  limits: LookupLimits,
): Promise<readonly PublicReply[]> {
  const { rows } = await caller.query<PublicReply>({
    name: "public-check-names",
    text: `select ${COLUMNS} from public_check_names($1, $2, $3, $4, $5, $6, $7)`,
    values: [
      asked.map(({ nameIndex }) => nameIndex),
      asked.map(({ villageNo }) => villageNo),
      asked.map(({ address }) => address),
      asked.map(({ hasWaited }) => (hasWaited ? limits.waitedPerAddress : limits.namePerAddress)),
      asked.map(({ spends }) => spends),
      limits.namePerVillage,
      asked.map(({ requestId }) => requestId),
    ],
  });
  return rows;
}
