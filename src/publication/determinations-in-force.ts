import type { InForce } from "#domain/determination.ts";
import type { Caller } from "./public-lookup.ts";

/** Determinations in force, one a program at most: what pages say beside the list of a version. */
export async function readInForce(caller: Caller): Promise<readonly InForce[]> {
  const { rows } = await caller.query<InForce>({
    name: "determinations-in-force",
    text: `select program_code as program, version_no as "versionNo", label, kind, decree, signed_on::text as "signedOn",
      since::text from dtsen.determinations_in_force()`,
  });
  return rows;
}

/** What the code on a letter leads to: of the list, and of nobody on it. */
export type PublicDetermination = {
  readonly determination_no: number;
  readonly program_code: string;
  readonly label: string;
  readonly as_of: string;
  readonly kind: "decree" | "candidates";
  readonly determiner: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly outcome_sha256: string;
  readonly state: "proposed" | "returned" | "approved" | "decreed" | "superseded" | "revoked";
  readonly decree: string | null;
  readonly signed_on: string | null;
  readonly since: string;
};

export type PublicLetter = {
  readonly area: string;
  readonly annex_sha256: string;
  readonly recipients: number;
  readonly villages: number;
  readonly made_on: string;
};

export async function readPublicDetermination(
  caller: Caller,
  code: string,
): Promise<
  { readonly one: PublicDetermination; readonly letters: readonly PublicLetter[] } | undefined
> {
  const { rows } = await caller.query<PublicDetermination>(
    `select determination_no, program_code, label, as_of::text, kind, determiner, counts, outcome_sha256, state, decree,
       signed_on::text, since::text from dtsen.public_determination($1)`,
    [code],
  );
  const [one] = rows;
  if (one === undefined) return undefined;
  const letters = await caller.query<PublicLetter>(
    "select area, annex_sha256, recipients, villages, made_on::text from dtsen.public_letters($1)",
    [code],
  );
  return { one, letters: letters.rows };
}
