import type {
  Determination,
  DeterminationList,
  DeterminationRow,
} from "#contract/determinations.ts";
import {
  DETERMINATION_KIND_WORDS,
  DETERMINATION_STATE_WORDS,
  type DeterminationKind,
  type DeterminationState,
  isDeterminationInForce,
} from "#domain/determination.ts";
import type { Outcome } from "#domain/program.ts";
import { type ProgramInstitution, programInstitutionWords } from "#domain/program-terms.ts";
import type { Words } from "#domain/words.ts";
import { findProgram } from "#programs/programs.ts";
import type { Tx } from "#store/transact.ts";
import { VERSION_COLUMNS, type VersionRow, writeVersion } from "./current-version.ts";
import { readRegionNames } from "./region-names.ts";

type Counts<Value> = Readonly<Record<Outcome, Value>>;

type ListRow = VersionRow & {
  readonly program_code: string;
  readonly ruleset_id: string;
  readonly outcome_sha256: string;
  readonly quotas_sha256: string;
  readonly quotas_are_example: boolean;
  readonly draw_key: string;
  readonly determiner: string;
  readonly counts: Counts<number>;
  readonly amount_rupiah: number;
};
type StandingRow = ListRow & {
  readonly determination_no: number;
  readonly kind: DeterminationKind;
  readonly stands: DeterminationState;
  readonly proposed_at: Date;
};
type WholeRow = StandingRow & {
  readonly public_code: string;
  readonly regencies: readonly ({ readonly regency: string } & Counts<number | null>)[];
};
type WordRow = {
  readonly state: DeterminationState;
  readonly username: string | null;
  readonly is_mine: boolean;
  readonly reason: string | null;
  readonly decree: string | null;
  readonly signed_on: string | null;
  readonly at: Date;
};

const LIST_COLUMNS = `l.program_code, l.ruleset_id, l.outcome_sha256, l.quotas_sha256, l.quotas_are_example, l.draw_key,
  l.determiner, l.counts, l.amount_rupiah`;
const STANDING_COLUMNS = `${VERSION_COLUMNS}, ${LIST_COLUMNS}, l.determination_no, l.kind, l.proposed_at,
  dtsen.determination_state(l.determination_no) as stands`;

/** All determinations, and the lists of the version in force that whoever asks may propose. */
export async function readDeterminations(tx: Tx): Promise<DeterminationList> {
  const rows = await tx.query<StandingRow>(
    `select ${STANDING_COLUMNS} from dtsen.determination l join dtsen.version v on v.version_no = l.version_no
     order by l.determination_no desc limit 200`,
  );
  const lists = await tx.query<ListRow>(
    `select ${VERSION_COLUMNS}, ${LIST_COLUMNS} from dtsen.version_list l
     join dtsen.version v on v.version_no = l.version_no
     join dtsen.publication_pointer p on p.version_no = l.version_no
     join dtsen.my_determined_programs() mine on mine = l.program_code
     where not exists (select from dtsen.determination d where d.program_code = l.program_code and d.version_no = l.version_no
       and dtsen.determination_state(d.determination_no) in ('proposed', 'approved', 'decreed'))
     order by l.program_code`,
  );
  return { determinations: rows.map(writeStanding), proposable: lists.map(writeList) };
}

/** One determination whole, with what whoever asks may do of it. */
export async function readDetermination(
  tx: Tx,
  number: number,
): Promise<Determination | undefined> {
  const [row] = await tx.query<WholeRow>(
    `select ${STANDING_COLUMNS}, l.public_code, l.regencies from dtsen.determination l
     join dtsen.version v on v.version_no = l.version_no where l.determination_no = $1`,
    [number],
  );
  if (row === undefined) return undefined;
  const words = await tx.query<WordRow>(
    "select state, username, is_mine, reason, decree, signed_on::text, at from dtsen.determination_words($1)",
    [number],
  );
  const [mine] = await tx.query<{ is: boolean }>(
    "select exists (select from dtsen.my_determined_programs() m where m = $1) as is",
    [row.program_code],
  );
  const names = await readRegionNames(
    tx,
    row.regencies.map(({ regency }) => regency),
  );
  return {
    ...writeList(row),
    ...writeStanding(row),
    regencies: row.regencies.map(({ regency, ...counts }) => ({
      code: regency,
      name: names.get(regency) ?? regency,
      ...writeCounts(counts),
    })),
    words: words.map(writeWord),
    verifyAt: verifyPath(row.public_code),
    may: mayOf(row, words, mine?.is === true),
  };
}

/** The public page behind the code of a letter. */
export const verifyPath = (code: string): string => `/penetapan/${code}`;

function mayOf(
  { stands, kind }: StandingRow,
  words: readonly WordRow[],
  isMine: boolean,
): Determination["may"] {
  const said = (state: DeterminationState) =>
    words.some((word) => word.state === state && word.is_mine);
  const isInForce = isDeterminationInForce(stands);
  return {
    answer: isMine && stands === "proposed" && !said("proposed"),
    revoke: isMine && isInForce && !said("approved"),
    recordDecree: isMine && stands === "approved" && kind === "decree",
    letter: isMine && isInForce && kind === "decree",
  };
}

function writeList(row: ListRow): DeterminationList["proposable"][number] {
  const program = findProgram(row.program_code);
  return {
    program: row.program_code,
    programWords: programWords(row.program_code),
    unit: program?.unit ?? "family",
    version: writeVersion(row),
    rulesetId: row.ruleset_id,
    outcomeSha256: row.outcome_sha256,
    quotasSha256: row.quotas_sha256,
    quotasAreExample: row.quotas_are_example,
    drawKey: row.draw_key,
    determiner: { ...programInstitutionWords(row.determiner as ProgramInstitution) },
    counts: writeCounts(row.counts),
    amountRupiah: String(row.amount_rupiah),
    phase: { ...(program?.phase ?? { id: "tahap", en: "phase" }) },
  };
}

function writeStanding(row: StandingRow): DeterminationRow {
  return {
    number: Number(row.determination_no),
    program: row.program_code,
    programWords: programWords(row.program_code),
    unit: findProgram(row.program_code)?.unit ?? "family",
    version: writeVersion(row),
    kind: row.kind,
    kindWords: { ...DETERMINATION_KIND_WORDS[row.kind] },
    state: row.stands,
    stateWords: { ...DETERMINATION_STATE_WORDS[row.stands] },
    recipients: row.counts.recipient ?? 0,
    proposedAt: row.proposed_at.toISOString(),
  };
}

const writeWord = (word: WordRow): Determination["words"][number] => ({
  state: word.state,
  stateWords: { ...DETERMINATION_STATE_WORDS[word.state] },
  ...(word.username === null ? {} : { by: word.username }),
  isMine: word.is_mine,
  ...(word.reason === null ? {} : { reason: word.reason }),
  ...(word.decree === null ? {} : { decree: word.decree }),
  ...(word.signed_on === null ? {} : { signedOn: word.signed_on }),
  at: word.at.toISOString(),
});

function writeCounts<Value>({ "eligible-no-quota": eligibleNoQuota, ...rest }: Counts<Value>) {
  const { recipient, review, reserve, ineligible } = rest;
  return { recipient, review, reserve, eligibleNoQuota, ineligible };
}

function programWords(code: string): Words {
  const name = findProgram(code)?.name;
  return name === undefined ? { id: code, en: code } : { ...name };
}
