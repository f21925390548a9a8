import { createHash } from "node:crypto";
import { accept, type Result, refuse } from "#domain/result.ts";
import { addsUp, type DeliverySet, type Source } from "#domain/source.ts";
import type { ReviewDecision } from "#matching/review-decisions.ts";
import { type ProgramBook, readProgramBook } from "#programs/program-book.ts";
import type { Desk } from "#store/open.ts";
import { asWorker, type Tx } from "#store/transact.ts";
import { type DeskCheckAnswer, hashedCheckAnswers, readCheckAnswers } from "./build-checks.ts";
import { type DeskGivenBack, hashedGivenBack, readGivenBack } from "./build-given-back.ts";
import type { BuildDraft } from "./build-version.ts";
import { readLists } from "./delivery-lists.ts";
import { hashedRules } from "./rules-of-version.ts";

export type InputDelivery = {
  readonly deliveryNo: number;
  readonly source: Source;
  readonly set: DeliverySet;
  readonly edition: string;
  readonly sha256: string;
  readonly asOf: string;
  /** Deliveries of the same list whose record keys it keeps, the nearest first. */
  readonly goesOnFrom: readonly number[];
  /** The delivery that began the list: what its records name. */
  readonly listNo: number;
};

/** Everything a version is a function of, as far as the desk knows it. */
export type BuildInputs = {
  readonly deliveries: readonly InputDelivery[];
  readonly parentVersionNo: number | undefined;
  /** Next free numbers of the ledger. */
  readonly next: { readonly person: number; readonly family: number; readonly event: number };
  readonly segmentNo: number;
  /** Segments on which the parent stands, in order; names of files in the ledger's folder. */
  readonly ledgerFiles: readonly string[];
  readonly erasedPersons: readonly bigint[];
  /** What reviewers decided about two records, up to now. */
  readonly decisions: readonly ReviewDecision[];
  /** Rules of programs as they stand at the desk: each is in force from its own day. */
  readonly book: ProgramBook;
  /** What people answered about statements of other offices, up to now. */
  readonly checkAnswers: readonly DeskCheckAnswer[];
  /** Places that families have given back by their own word, up to now. */
  readonly givenBack: readonly DeskGivenBack[];
};

export type InputProblem =
  | "no-deliveries"
  | "no-civil-registry"
  | "no-families"
  | "delivery-unknown"
  /** Two deliveries of one list are named: they say most records twice, under the same keys. */
  | "list-named-twice";

/**
 * The newest accepted delivery of each source and set, every accepted correction and every answer about
 * identity; or the deliveries that are named.
 */
export async function readInputs(
  desk: Desk,
  { deliveries: named, decisions }: Pick<BuildDraft, "deliveries" | "decisions">,
): Promise<Result<BuildInputs, InputProblem>> {
  return asWorker(desk, async (tx) => {
    const accepted = await acceptedDeliveries(tx);
    const chosen = named === undefined ? newestOfEach(accepted) : pick(accepted, named);
    if (chosen === undefined) return refuse("delivery-unknown");
    if (chosen.length === 0) return refuse("no-deliveries");
    if (new Set(chosen.map(({ listNo }) => listNo)).size < chosen.length) {
      return refuse("list-named-twice");
    }
    if (!chosen.some(({ source, set }) => source === "dukcapil" && set === "person")) {
      return refuse("no-civil-registry");
    }
    if (!chosen.some(({ set }) => set === "family")) return refuse("no-families");
    return accept({
      deliveries: chosen,
      decisions: decisions ?? (await deskDecisions(tx)),
      book: await readProgramBook(tx),
      checkAnswers: await readCheckAnswers(tx),
      givenBack: await readGivenBack(tx),
      ...(await ledgerState(tx)),
    });
  });
}

async function acceptedDeliveries(tx: Tx): Promise<readonly InputDelivery[]> {
  const lists = await readLists(tx);
  const rows = await tx.query<Omit<InputDelivery, "goesOnFrom" | "listNo">>(`\
select delivery_no as "deliveryNo", source, delivery_set as "set", edition, sha256, as_of as "asOf"
from dtsen.delivery where state = 'accepted' and rows_accepted > 0 and destroyed_at is null order by as_of, delivery_no`);
  return rows.map((row) => ({
    ...row,
    goesOnFrom: lists.before(row.deliveryNo),
    listNo: lists.listOf(row.deliveryNo),
  }));
}

function newestOfEach(deliveries: readonly InputDelivery[]): readonly InputDelivery[] {
  const newest = new Map<string, InputDelivery>();
  for (const delivery of deliveries) {
    const { source, set, deliveryNo } = delivery;
    const kind = `${source}|${set}`;
    newest.set(addsUp(source, set) ? `${kind}|${deliveryNo}` : kind, delivery);
  }
  return [...newest.values()].sort((a, b) => a.deliveryNo - b.deliveryNo);
}

function pick(
  deliveries: readonly InputDelivery[],
  named: readonly number[],
): readonly InputDelivery[] | undefined {
  const chosen = deliveries.filter(({ deliveryNo }) => named.includes(deliveryNo));
  if (chosen.length !== new Set(named).size) return undefined;
  return [...chosen].sort((a, b) => a.deliveryNo - b.deliveryNo);
}

type DecisionRow = {
  readonly decision_no: string;
  readonly left_key: string;
  readonly right_key: string;
  readonly verdict: ReviewDecision["verdict"];
  readonly decided_on: number;
  readonly actor: string;
  readonly reason: string;
};

/** The whole book of the desk: what is undone in it, matching lifts itself. Accounts by number, never a name. */
async function deskDecisions(tx: Tx): Promise<readonly ReviewDecision[]> {
  const rows = await tx.query<DecisionRow>(
    `select decision_no::text, left_key::text, right_key::text, verdict, to_char(decided_on, 'YYYYMMDD')::int as decided_on,
       concat_ws('+', decided_by, confirmed_by) as actor, ground as reason
     from dtsen.identity_decision order by decision_no`,
  );
  return rows.map((row) => ({
    decisionNo: BigInt(row.decision_no),
    leftKey: BigInt(row.left_key),
    rightKey: BigInt(row.right_key),
    verdict: row.verdict,
    decidedOn: row.decided_on,
    actor: row.actor,
    reason: row.reason,
  }));
}

async function ledgerState(
  tx: Tx,
): Promise<Omit<BuildInputs, "deliveries" | "decisions" | "book" | "checkAnswers" | "givenBack">> {
  const [parent] = await tx.query<{ version_no: number }>(`\
select version_no from dtsen.version where state in ('frozen', 'projected', 'published')
order by version_no desc limit 1`);
  const [last] = await tx.query<{
    segment_no: number;
    last_event: number;
    next_person_id: number;
    next_family_id: number;
  }>(`select * from dtsen.ledger_segment order by segment_no desc limit 1`);
  const segments = await tx.query<{ file: string }>("select file from dtsen.ledger_files($1)", [
    parent?.version_no ?? 0,
  ]);
  const erased = await tx.query<{ unit_id: number }>(
    "select unit_id from dtsen.tombstone where unit = 'person' order by unit_id",
  );
  return {
    parentVersionNo: parent?.version_no,
    next: {
      person: last?.next_person_id ?? 1,
      family: last?.next_family_id ?? 1,
      event: (last?.last_event ?? 0) + 1,
    },
    segmentNo: (last?.segment_no ?? 0) + 1,
    ledgerFiles: segments.map(({ file }) => file),
    erasedPersons: erased.map(({ unit_id }) => BigInt(unit_id)),
  };
}

/** By the highest number and a digest of all of them; without decisions there is no such input. */
function hashedDecisions(decisions: readonly ReviewDecision[]): Readonly<Record<string, string>> {
  if (decisions.length === 0) return {};
  const rows = decisions
    .map((row) => [
      row.decisionNo,
      row.leftKey,
      row.rightKey,
      row.verdict,
      row.decidedOn,
      row.actor,
      row.reason,
    ])
    .sort(([a = 0], [b = 0]) => (a < b ? -1 : 1));
  const upTo = String(rows.at(-1)?.[0] ?? 0);
  const text = JSON.stringify(rows, (_name, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
  return { [`review decisions up to ${upTo}`]: createHash("sha256").update(text).digest("hex") };
}

/** The inputs by name and hash, for the manifest: equal here means equal content hash. */
export function hashedInputs(
  inputs: BuildInputs,
  draft: Pick<BuildDraft, "basis" | "asOf" | "seed" | "actors" | "statedBands" | "matching">,
): Readonly<Record<string, string>> {
  const deliveries = inputs.deliveries.flatMap(
    ({ deliveryNo, source, set, sha256, goesOnFrom }) => [
      [`delivery ${deliveryNo} ${source} ${set}`, sha256] as const,
      ...(goesOnFrom.length === 0
        ? []
        : [[`delivery ${deliveryNo} goes on from`, goesOnFrom.join(", ")] as const]),
    ],
  );
  const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
  return {
    ...Object.fromEntries(deliveries),
    "parent version": String(inputs.parentVersionNo ?? "none"),
    "ledger up to event": String(inputs.next.event - 1),
    tombstones: digest(inputs.erasedPersons.join(",")),
    ...hashedDecisions(inputs.decisions),
    ...hashedCheckAnswers(inputs.checkAnswers),
    ...hashedGivenBack(inputs.givenBack),
    basis: draft.basis,
    "as of": draft.asOf,
    seed: draft.seed,
    ...(draft.statedBands === undefined
      ? {}
      : { "stated bands": digest(JSON.stringify([draft.statedBands, draft.actors.frozenBy])) }),
    ...(draft.matching === undefined ? {} : { "matching asked": draft.matching }),
    ...hashedRules(draft, inputs.book),
  };
}
