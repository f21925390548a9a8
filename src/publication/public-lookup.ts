import type pg from "pg";
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
};

/** Anything that runs one statement: a pool, or a client inside a test's transaction. */
export type Caller = Pick<pg.Pool, "query">;

const COLUMNS = `verdict, version_no, label, as_of::text, next_on::text, period_from::text,
  period_to::text, matches, masked, programs, program_names, bits`;

/** One statement, one round trip, one transaction with its audit row. */
export async function checkCode(
  caller: Caller,
  ask: { readonly codeIndex: Buffer; readonly address: string; readonly requestId: string },
  limits: LookupLimits,
): Promise<PublicReply> {
  const { rows } = await caller.query<PublicReply>({
    name: "public-check-code",
    text: `select ${COLUMNS} from public_check_code($1, $2, $3, $4)`,
    values: [ask.codeIndex, ask.address, limits.codePerAddress, ask.requestId],
  });
  return onlyRow(rows);
}

/** The same by name and village; `spends` is the challenge or ticket that this question uses up. */
export async function checkName(
  caller: Caller,
  ask: {
    readonly nameIndex: Buffer;
    readonly villageNo: string;
    readonly address: string;
    readonly spends: { readonly salt: string; readonly expiresAt: Date };
    readonly hasWaited: boolean;
    readonly requestId: string;
  },
  limits: LookupLimits,
): Promise<PublicReply> {
  const { rows } = await caller.query<PublicReply>({
    name: "public-check-name",
    text: `select ${COLUMNS} from public_check_name($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      ask.nameIndex,
      ask.villageNo,
      ask.address,
      ask.spends.salt,
      ask.spends.expiresAt,
      ask.hasWaited ? limits.waitedPerAddress : limits.namePerAddress,
      limits.namePerVillage,
      ask.requestId,
    ],
  });
  return onlyRow(rows);
}

function onlyRow(rows: readonly PublicReply[]): PublicReply {
  const [reply] = rows;
  if (reply === undefined) throw new Error("a lookup answers with one row, this one had none");
  return reply;
}
