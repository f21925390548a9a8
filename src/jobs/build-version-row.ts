import type pg from "pg";
import type { DecileBasis } from "#domain/decile-basis.ts";
import type { JudgedGate } from "#domain/quality-gate.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Desk } from "#store/open.ts";
import { asWorker, type Tx } from "#store/transact.ts";
import type { BuildInputs } from "./build-inputs.ts";

export type RowProblem = "label-taken" | "build-running";

/** The build's own answer, kept in the version's folder. */
export const RECEIPT_FILE = "build.json";

/** One build at a time on one desk; any number that no other lock uses. */
const BUILD_LOCK = 5_201_301;

/** SQL: whether a build runs on this desk now. */
export const IS_BUILDING = `exists (select from pg_locks l where l.locktype = 'advisory' and l.granted and l.classid = 0
  and l.objid = ${BUILD_LOCK} and l.database = (select d.oid from pg_database d where d.datname = current_database()))`;

/**
 * Holds the desk's build lock while work runs; it falls with the connection, so that a killed build
 * blocks nobody.
 */
export async function withBuildLock<T, P extends string>(
  desk: Desk,
  work: () => Promise<Result<T, P>>,
): Promise<Result<T, P | "build-running">> {
  const client = await desk.worker.connect();
  try {
    if (!(await tryLock(client))) return refuse("build-running");
    return await work();
  } finally {
    await client.query("select pg_advisory_unlock($1)", [BUILD_LOCK]).catch(() => undefined);
    client.release();
  }
}

async function tryLock(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    "select pg_try_advisory_lock($1) as locked",
    [BUILD_LOCK],
  );
  return rows[0]?.locked === true;
}

export type RowDraft = {
  readonly label: string;
  readonly basis: DecileBasis;
  readonly asOf: string;
  readonly seed: string;
  readonly actor: string;
  readonly codeVersion: string;
  readonly inputs: Readonly<Record<string, string>>;
};

/**
 * The desk's row of this build: a new one in state building, or the one that a killed, refused or broken build
 * left. `isSame` is false where that one had other inputs, and its stages must go.
 */
export async function openVersionRow(
  desk: Desk,
  draft: RowDraft,
  parentVersionNo: number | undefined,
): Promise<Result<{ readonly versionNo: number; readonly isSame: boolean }, RowProblem>> {
  return asWorker(desk, async (tx) => {
    const [found] = await tx.query<FoundRow>(
      "select version_no, state, inputs, code_version from dtsen.version where label = $1 for update",
      [draft.label],
    );
    if (found !== undefined && !["building", "failed"].includes(found.state)) {
      return refuse("label-taken");
    }
    if (found === undefined) {
      const [made] = await tx.query<{ version_no: number }>(
        `insert into dtsen.version
           (label, basis, as_of, parent_version_no, seed, inputs, code_version, built_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8) returning version_no`,
        [
          draft.label,
          draft.basis,
          draft.asOf,
          parentVersionNo ?? null,
          draft.seed,
          JSON.stringify(draft.inputs),
          draft.codeVersion,
          draft.actor,
        ],
      );
      if (made === undefined) throw new Error("the desk answered no version number");
      return accept({ versionNo: made.version_no, isSame: true });
    }
    const versionNo = await numberAgain(tx, found.version_no);
    await tx.query(
      `update dtsen.version set state = 'building', failed_at = null, failed_reason = null, basis = $2, as_of = $3,
         parent_version_no = $4, seed = $5, inputs = $6, code_version = $7, built_by = $8 where version_no = $1`,
      [
        versionNo,
        draft.basis,
        draft.asOf,
        parentVersionNo ?? null,
        draft.seed,
        JSON.stringify(draft.inputs),
        draft.codeVersion,
        draft.actor,
      ],
    );
    return accept({
      versionNo,
      // Stages that another program made are not gone on with.
      isSame:
        versionNo === found.version_no &&
        found.code_version === draft.codeVersion &&
        sameInputs(found.inputs, draft.inputs),
    });
  });
}

/** Versions are numbered in the order in which they stand on each other: one that others have passed gets a new number. */
async function numberAgain(tx: Tx, versionNo: number): Promise<number> {
  const [renumbered] = await tx.query<{ version_no: number }>(
    `update dtsen.version set version_no = default where version_no = $1 and exists (
       select from dtsen.version v where v.version_no > $1 and v.state not in ('building', 'failed')) returning version_no`,
    [versionNo],
  );
  return renumbered?.version_no ?? versionNo;
}

/** Says in the row why no version came of a build; a code, never an error's own words. */
export async function failVersionRow(desk: Desk, versionNo: number, reason: string): Promise<void> {
  await asWorker(desk, (tx) =>
    tx.query(
      `update dtsen.version set state = 'failed', failed_at = now(), failed_reason = $2
       where version_no = $1 and state = 'building'`,
      [versionNo, reason],
    ),
  );
}

/** Builds that were killed, but for the one that goes on now. Call under the build lock: nobody else builds. */
export async function markStopped(desk: Desk, label: string): Promise<void> {
  await asWorker(desk, (tx) =>
    tx.query(
      `update dtsen.version set state = 'failed', failed_at = now(), failed_reason = 'stopped'
       where state = 'building' and label <> $1`,
      [label],
    ),
  );
}

type FoundRow = {
  readonly version_no: number;
  readonly state: string;
  readonly inputs: object;
  readonly code_version: string;
};

/** Whether both name the same inputs with the same hashes, in whatever order. */
export function sameInputs(stored: object, inputs: Readonly<Record<string, string>>): boolean {
  const sorted = (record: object): string =>
    JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(stored) === sorted(inputs);
}

/** Whoever states the bands of matching does so under their name, in the audit log. */
export async function noteStatedBands(
  desk: Desk,
  draft: {
    readonly actors: { readonly frozenBy: string };
    readonly statedBands?: { readonly link: number; readonly review: number };
  },
  versionNo: number,
): Promise<void> {
  if (draft.statedBands === undefined) return;
  const { link, review } = draft.statedBands;
  await asWorker(desk, (tx) =>
    tx.query(
      `insert into dtsen.audit_entry (actor, purpose_code, act, subject_kind, version_no, detail)
       values ($1, 'publication', 'state-matching-bands', 'version', $2, $3)`,
      [`cli:${draft.actors.frozenBy}`, versionNo, JSON.stringify({ link, review })],
    ),
  );
}

export type Freeze = {
  readonly versionNo: number;
  readonly inputs: BuildInputs;
  readonly manifestSha256: string;
  readonly contentHash: Readonly<Record<string, string>>;
  readonly families: number;
  readonly persons: number;
  /** The account under which the ranking was learned. */
  readonly rankedBy: string;
  readonly segment: {
    readonly file: string;
    readonly sha256: string;
    readonly next: BuildInputs["next"];
  };
  /** What the version was judged by. */
  readonly gates: readonly JudgedGate[];
  /** Reviewers' decisions that contradict each other: their pairs are asked again. */
  readonly setAside: readonly number[];
};

/** The only commit point of a build: version and ledger segment in one transaction. */
export async function freezeVersionRow(desk: Desk, freeze: Freeze): Promise<void> {
  await asWorker(desk, async (tx) => {
    const { versionNo, inputs, segment } = freeze;
    await tx.query(
      `update dtsen.version set state = 'frozen', manifest_sha256 = $2, content_hash = $3,
         families = $4, persons = $5, set_aside = $6, findings_cut_off = started_at, frozen_at = now(),
         ranked_by = $7
       where version_no = $1 and state = 'building'`,
      [
        versionNo,
        freeze.manifestSha256,
        JSON.stringify(freeze.contentHash),
        freeze.families,
        freeze.persons,
        freeze.setAside,
        freeze.rankedBy,
      ],
    );
    for (const { gate, figure, bound, outcome, basis } of freeze.gates) {
      await tx.query(
        `insert into dtsen.version_gate (version_no, gate, figure, bound, outcome, basis)
         values ($1, $2, $3, $4, $5, $6)`,
        [versionNo, gate, figure, bound, outcome, basis],
      );
    }
    for (const { deliveryNo } of inputs.deliveries) {
      await tx.query(
        "insert into dtsen.version_delivery (version_no, delivery_no) values ($1, $2) on conflict do nothing",
        [versionNo, deliveryNo],
      );
    }
    await tx.query(
      `insert into dtsen.ledger_segment (segment_no, version_no, file, sha256, first_event, last_event,
         next_person_id, next_family_id) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        inputs.segmentNo,
        versionNo,
        segment.file,
        segment.sha256,
        inputs.next.event,
        segment.next.event - 1,
        segment.next.person,
        segment.next.family,
      ],
    );
  });
}
