import type { QualityGate } from "#domain/quality-gate.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { Desk } from "#store/open.ts";
import { asWorker, type Tx } from "#store/transact.ts";
import { listUnanswered, noteAbsorbed } from "#verification/answer-findings.ts";
import { answerHandedOver } from "#verification/proposal-book.ts";

export type PublishProblem =
  | "version-unknown"
  | "version-not-projected"
  | "already-published"
  | "findings-unanswered"
  | "quality-gates-failed"
  | "removals-not-simulated"
  | "removals-over-budget"
  | "decree-in-force"
  | "no-previous-version";

export type PublishReceipt = {
  readonly versionNo: number;
  readonly label: string;
  readonly previousVersionNo: number | undefined;
  readonly findingsAnswered: number;
};

/** A refusal may say more than its code: which findings still wait. */
export type PublishRefusal = Result<PublishReceipt, PublishProblem> & {
  readonly unanswered?: readonly { readonly kind: string; readonly findings: number }[];
  readonly failedGates?: readonly FailedGate[];
};

/** A gate that fewer than two people answer for. */
export type FailedGate = {
  readonly gate: QualityGate;
  readonly figure: number;
  readonly bound: number;
  readonly overrides: number;
};

type VersionRow = {
  readonly version_no: number;
  readonly state: string;
  readonly cut_off: string;
  /** Whether its projection stands at the desk: those of old versions are dropped. */
  readonly is_loaded: boolean;
};

/** Nobody reads by the pointer and nobody marks projections until it is over; the order is 0005's. */
const ALONE = "select pg_advisory_xact_lock(7402640), dtsen.hold_projections()";

/**
 * Publishes a projected version: one transaction changes one pointer row, and whoever asks sees all of
 * the old or all of the new. Two people answer for each quality gate that failed. Findings up to the version's cut-off must have an answer; it takes effect
 * in the same instant.
 */
export async function publishVersion(
  desk: Desk,
  draft: { readonly label: string; readonly publishedBy: string },
): Promise<PublishRefusal> {
  return asWorker(desk, async (tx) => {
    await tx.query(ALONE);
    const version = await findVersion(tx, draft.label);
    if (version === undefined) return refuse("version-unknown");
    const { version_no: versionNo, state, cut_off: cutOff, is_loaded: isLoaded } = version;
    const before = await readPointer(tx);
    if (before?.version_no === versionNo) return refuse("already-published");
    // An earlier version whose projection is kept may come back.
    const isReady = isLoaded && (state === "projected" || state === "published");
    if (!isReady) return refuse("version-not-projected");

    const isBack = before !== undefined && versionNo < before.version_no;
    if (isBack && (await isBarred(tx, before.version_no, versionNo))) {
      return refuse("decree-in-force");
    }
    const failedGates = await tx.query<FailedGate>("select * from failed_gates($1)", [versionNo]);
    if (failedGates.length > 0) return { ...refuse("quality-gates-failed" as const), failedGates };

    const bar = isBack ? undefined : await removalBar(tx, before?.version_no, versionNo);
    if (bar !== undefined) return refuse(bar);

    await noteAbsorbed(tx, versionNo, cutOff);
    const unanswered = await listUnanswered(tx, versionNo, cutOff);
    if (unanswered.length > 0) return { ...refuse("findings-unanswered" as const), unanswered };

    await reopenAnswersAfter(tx, versionNo);
    const answered = await putAnswersInForce(tx, versionNo);
    await tx.query(
      `insert into publication_pointer (version_no, previous_version_no, switched_by) values ($1, null, $2)
       on conflict (one) do update set previous_version_no = publication_pointer.version_no,
         version_no = excluded.version_no, published_at = now(), switched_by = excluded.switched_by`,
      [versionNo, draft.publishedBy],
    );
    await tx.query(
      "update version set state = 'published', published_at = now(), published_by = $2 where version_no = $1",
      [versionNo, draft.publishedBy],
    );
    await recordAct(tx, "publish-version", versionNo, draft.publishedBy);
    await answerHandedOver(tx, versionNo, draft.publishedBy);
    return accept({
      versionNo,
      label: draft.label,
      previousVersionNo: before?.version_no,
      findingsAnswered: answered,
    });
  });
}

/** The failed gates of a version that still lack somebody's word: asked before an hour is spent on its projection, and again at the switch. */
export async function listFailedGates(desk: Desk, label: string): Promise<readonly FailedGate[]> {
  return asWorker(desk, (tx) =>
    tx.query<FailedGate>(
      "select g.* from dtsen.version v cross join lateral dtsen.failed_gates(v.version_no) g where v.label = $1",
      [label],
    ),
  );
}

/** Under a decree in force going back takes two people's word and the list of whom it touches. */
async function isBarred(tx: Tx, from: number, to: number): Promise<boolean> {
  const [row] = await tx.query<{ barred: boolean }>("select is_back_barred($1, $2) as barred", [
    from,
    to,
  ]);
  return row?.barred === true;
}

/** Whoever leaves the lists was looked at first, and too many never leave without two people's word. */
async function removalBar(
  tx: Tx,
  from: number | undefined,
  to: number,
): Promise<"removals-not-simulated" | "removals-over-budget" | undefined> {
  if (from === undefined) return undefined;
  const [row] = await tx.query<{
    bar: "removals-not-simulated" | "removals-over-budget" | null;
  }>("select removal_bar($1, $2) as bar", [from, to]);
  return row?.bar ?? undefined;
}

/** Takes the version in force back: the previous one answers again, its findings are in force again. */
export async function withdrawVersion(
  desk: Desk,
  draft: { readonly label: string; readonly withdrawnBy: string; readonly reason: string },
): Promise<Result<PublishReceipt, PublishProblem>> {
  return asWorker(desk, async (tx) => {
    await tx.query(ALONE);
    const version = await findVersion(tx, draft.label);
    const before = await readPointer(tx);
    if (version === undefined) return refuse("version-unknown");
    if (before?.version_no !== version.version_no) return refuse("version-not-projected");
    const previous = before.previous_version_no;
    if (previous === null) return refuse("no-previous-version");
    if (await isBarred(tx, version.version_no, previous)) return refuse("decree-in-force");

    const reopened = await tx.query(
      `update finding set answer = null, answered_version_no = null, answer_reason = null,
         answered_at = null where answered_version_no = $1 returning finding_id`,
      [version.version_no],
    );
    await tx.query(
      `update version set state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = $2
       where version_no = $1`,
      [version.version_no, draft.reason],
    );
    // After it is withdrawn: who is hidden only through this version is so no more.
    await tx.query(
      `update publication_pointer set version_no = $1, previous_version_no = null, published_at = now(),
         switched_by = $2`,
      [previous, draft.withdrawnBy],
    );
    await recordAct(tx, "withdraw-version", version.version_no, draft.withdrawnBy);
    const [back] = await tx.query<{ label: string }>(
      "select label from version where version_no = $1",
      [previous],
    );
    return accept({
      versionNo: previous,
      label: back?.label ?? "",
      previousVersionNo: version.version_no,
      findingsAnswered: -reopened.length,
    });
  });
}

/** Projections kept: the one in force and the one before it. Others are dropped; the lake has them. */
export async function dropOldProjections(desk: Desk): Promise<readonly number[]> {
  const { rows } = await desk.worker.query<{ version_no: number; state: string }>(
    `select s.version_no, v.state from publication_sheet s
     join version v on v.version_no = s.version_no
     where v.state in ('published', 'withdrawn') and not exists (
       select from publication_pointer p
       where s.version_no = p.version_no or s.version_no = p.previous_version_no)`,
  );
  for (const { version_no, state } of rows) {
    await desk.worker.query("select dtsen.drop_projection($1)", [version_no]);
    await desk.worker.query("delete from publication_sheet where version_no = $1", [version_no]);
    if (state === "withdrawn") continue;
    // A withdrawn version's stay: who was hidden under an id of its own is known through them.
    for (const table of [
      "family_redirect",
      "person_redirect",
      "person_passage",
      "family_passage",
    ]) {
      await desk.worker.query(`delete from ${table} where version_no = $1`, [version_no]);
    }
  }
  return rows.map(({ version_no }) => version_no);
}

async function findVersion(tx: Tx, label: string): Promise<VersionRow | undefined> {
  const rows = await tx.query<VersionRow>(
    `select version_no, state, coalesce(findings_cut_off, frozen_at, started_at)::text as cut_off,
       exists (select from publication_sheet s where s.version_no = version.version_no) as is_loaded
     from version where label = $1 for update`,
    [label],
  );
  return rows[0];
}

type PointerRow = { readonly version_no: number; readonly previous_version_no: number | null };

async function readPointer(tx: Tx): Promise<PointerRow | undefined> {
  const rows = await tx.query<PointerRow>(
    "select version_no, previous_version_no from publication_pointer",
  );
  return rows[0];
}

/** An earlier version that comes back knows nothing of what later ones answered: it is in force again. */
async function reopenAnswersAfter(tx: Tx, versionNo: number): Promise<void> {
  await tx.query(
    `update finding set answer = null, answered_version_no = null, answer_reason = null,
       answered_at = null where answered_version_no > $1`,
    [versionNo],
  );
}

async function putAnswersInForce(tx: Tx, versionNo: number): Promise<number> {
  const rows = await tx.query(
    `update finding x set answer = a.answer, answered_version_no = a.version_no,
       answer_reason = a.reason, answered_at = now()
     from finding_answer a where a.version_no = $1 and a.finding_id = x.finding_id
       and x.answer is null returning x.finding_id`,
    [versionNo],
  );
  return rows.length;
}

async function recordAct(tx: Tx, act: string, versionNo: number, by: string): Promise<void> {
  await tx.query(
    `insert into audit_entry (actor, purpose_code, act, subject_kind, version_no)
     values ($1, 'publication', $2, 'version', $3)`,
    [`cli:${by}`, act, versionNo],
  );
}
