import type {
  LedgerEvent,
  ReviewEvent,
  ReviewPair,
  ReviewRelative,
  ReviewSide,
} from "#contract/identity-reviews.ts";
import { maskNumber } from "#domain/disclosure.ts";
import {
  DECISION_GROUND_WORDS,
  REVIEW_LAPSE_WORDS,
  REVIEW_VERDICT_WORDS,
} from "#domain/identity-review.ts";
import { daysBetween, type PlainDate } from "#domain/plain-date.ts";
import { OUTCOME_WORDS } from "#domain/program.ts";
import { findTraps, REVIEW_TRAP_WORDS } from "#domain/review-traps.ts";
import { sayWhyNow, WHY_IN_CLUSTER } from "#domain/review-value.ts";
import { getVariable } from "#domain/variables/catalogue.ts";
import { say, type Words } from "#domain/words.ts";
import type { FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { writeDay } from "./family-facts.ts";
import { placeOf } from "./family-place.ts";
import { same, sayAnswer, saySource } from "./family-words.ts";
import { compareRecords, drawWaterfall } from "./review-comparison.ts";
import { readLedger, sayReviewer } from "./review-ledger.ts";
import { type OpenRecord, readHousehold, readRecords } from "./review-records.ts";
import {
  lapseReviews,
  mayDo,
  type PairRow,
  readPair,
  readSaid,
  type SaidRow,
} from "./review-rows.ts";

/** A pair with everybody whom its page names, for the audit log. */
export type OpenPair = {
  readonly row: PairRow;
  readonly people: readonly OpenRecord[];
  readonly pair: ReviewPair;
};

/** One pair whole; undefined where whoever acts sees none of that number, or its records are no longer kept. */
export async function openPair(
  tx: Tx,
  keys: FieldKeys,
  pairId: string,
  today: PlainDate,
): Promise<OpenPair | undefined> {
  await lapseReviews(tx, pairId);
  const row = await readPair(tx, pairId);
  if (row === undefined) return undefined;
  const records = await readRecords(tx, keys, [row.record_key, row.spine_key]);
  const [left, right] = [records.get(row.record_key), records.get(row.spine_key)];
  if (left === undefined || right === undefined) return undefined;
  const families = [await readHousehold(tx, keys, left), await readHousehold(tx, keys, right)];
  const said = await readSaid(tx, row.pair_id);
  const ledgers = await readLedgers(tx, row, [left, right], said);
  return {
    row,
    people: families.flat(),
    pair: writePair(row, { records: [left, right], families, said, ledgers }, today),
  };
}

/**
 * What the ledger says of both people. A record of known truth is its register's person already: until something was
 * decided of the pair, nothing is said of the list's side, nor of its record at the register's.
 */
async function readLedgers(
  tx: Tx,
  row: PairRow,
  [left, right]: readonly [OpenRecord, OpenRecord],
  said: readonly SaidRow[],
): Promise<Read["ledgers"]> {
  const isBlind =
    (row.state === "open" || row.state === "answered") &&
    said.every(({ ground }) => ground === null);
  if (isBlind) return [[], await readLedger(tx, right, Math.abs(row.record_key))];
  return [await readLedger(tx, left), await readLedger(tx, right)];
}

/** What was read of a pair, the list's side first. */
type Read = {
  readonly records: readonly [OpenRecord, OpenRecord];
  readonly families: readonly (readonly OpenRecord[])[];
  readonly ledgers: readonly (readonly LedgerEvent[])[];
  readonly said: readonly SaidRow[];
};

function writePair(
  row: PairRow,
  { records: [left, right], families, ledgers, said }: Read,
  today: PlainDate,
): ReviewPair {
  const [leftFamily = [], rightFamily = []] = families;
  const [leftLedger = [], rightLedger = []] = ledgers;
  const chancePermille = row.chance_permille ?? undefined;
  const daysWaiting = Math.max(0, daysBetween(row.opened_on as PlainDate, today));
  const aid = (side: "record" | "spine"): Words[] =>
    (row.aid[side] ?? []).map(([program, outcome]) => sayAid(program, outcome));
  return {
    pairId: String(row.pair_id),
    version: row.label,
    state: row.state,
    whyNow: {
      ...(row.asked_in === "cluster"
        ? WHY_IN_CLUSTER
        : sayWhyNow({ chancePermille, stake: row.stake, daysWaiting })),
    },
    traps: findTraps(left.says, right.says).map((trap) => ({ ...REVIEW_TRAP_WORDS[trap] })),
    touchesBenefits: row.touches_benefits,
    may: mayDo(row),
    ...(row.waits_until === null ? {} : { waitsUntil: row.waits_until }),
    ...(row.held_until === null ? {} : { heldUntil: row.held_until.toISOString() }),
    sides: [
      {
        ...sideOf(left, leftFamily, rightFamily),
        isRegister: false,
        receives: aid("record"),
        ledger: [...leftLedger],
      },
      {
        ...sideOf(right, rightFamily, leftFamily),
        ...unitsOf(right),
        isRegister: true,
        receives: aid("spine"),
        ledger: [...rightLedger],
      },
    ],
    fields: compareRecords(left, right),
    waterfall: drawWaterfall(row),
    history: [...said.map(writeEvent), ...lapseOf(row)].sort((a, b) => b.at.localeCompare(a.at)),
  };
}

/** Of the register's side alone: whose the other record is would give away the pairs of known truth. */
const unitsOf = ({
  person_id,
  family_id,
}: OpenRecord): Pick<ReviewSide, "personId" | "familyId"> => ({
  ...(person_id === null ? {} : { personId: String(person_id) }),
  ...(family_id === null ? {} : { familyId: String(family_id) }),
});

function sayAid(program: string, outcome: string): Words {
  const words =
    Object.entries(OUTCOME_WORDS).find(([code]) => code === outcome)?.[1] ?? same(outcome);
  const name = program.toUpperCase();
  return say(`${name}: ${words.id}`, `${name}: ${words.en}`);
}

function sideOf(
  record: OpenRecord,
  family: readonly OpenRecord[],
  others: readonly OpenRecord[],
): Omit<ReviewSide, "isRegister" | "receives" | "ledger" | "personId" | "familyId"> {
  const names = new Set(others.map(({ says }) => says.name));
  return {
    // A record of known truth carries its key with a minus; nobody is to see that.
    recordKey: String(Math.abs(record.record_key)),
    source: { ...saySource(record.source) },
    asOf: writeDay(record.as_of),
    ...(record.village_no === 0 ? {} : { place: placeOf(record.village_no) }),
    family: family.map((relative) => writeRelative(relative, record, names)),
  };
}

function writeRelative(
  { record_key, says }: OpenRecord,
  self: OpenRecord,
  otherNames: ReadonlySet<string | null>,
): ReviewRelative {
  const { name, nik, birthDate, relationship, sex } = says;
  return {
    name: name ?? "–",
    ...(nik === null ? {} : { nik: maskNumber(nik) }),
    sex: { ...sayAnswer(getVariable("sex"), sex ?? -2) },
    ...(birthDate === null ? {} : { birthDate: writeDay(birthDate) }),
    relationship: { ...sayAnswer(getVariable("relationship"), relationship ?? -2) },
    isSelf: record_key === self.record_key,
    alsoOnOtherSide: name !== null && otherNames.has(name),
  };
}

const SAID_WORDS: Readonly<Record<string, Words>> = {
  ...REVIEW_VERDICT_WORDS,
  withdrawn: say("jawaban ditarik kembali", "answer taken back"),
  undo: say("pembatalan diminta", "undoing asked for"),
  keep: say("putusan dipertahankan", "decision kept"),
  undone: say("putusan dibatalkan", "decision undone"),
};

/** What somebody said of a pair, in words. */
export function saySaid(what: string): Words {
  return SAID_WORDS[what] ?? same(what);
}

/** Nobody's word came in time: said where the history is, because it is nobody's act. */
function lapseOf({ lapsed_at, lapsed_from }: PairRow): readonly ReviewEvent[] {
  if (lapsed_at === null || lapsed_from === null) return [];
  return [
    { at: lapsed_at.toISOString(), says: { ...REVIEW_LAPSE_WORDS[lapsed_from] }, isOwn: false },
  ];
}

function writeEvent({ at, what, ground, note, is_own, role_code }: SaidRow): ReviewEvent {
  const [words, role] = [saySaid(what), sayReviewer(role_code)];
  const grounds = Object.entries(DECISION_GROUND_WORDS).find(([code]) => code === ground)?.[1];
  const says =
    grounds === undefined || what === "undone"
      ? say(`${role.id}: ${words.id}`, `${role.en}: ${words.en}`)
      : say(`Diputus: ${words.id} (${grounds.id})`, `Decided: ${words.en} (${grounds.en})`);
  return {
    at: at.toISOString(),
    says: { ...says },
    ...(note === null || note === "" ? {} : { reason: note }),
    isOwn: is_own,
  };
}
