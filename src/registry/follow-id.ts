import { type DuckDb, text } from "#engine/duckdb/database.ts";

/** What happened to an id, as the ledger says it; ids and codes only. */
export type IdEvent = {
  readonly versionNo: number;
  readonly kind: "mint" | "split" | "merge" | "redirect" | "retire";
  readonly unitId: bigint;
  readonly otherId: bigint | null;
  readonly reason: string;
  readonly modelVersion: string;
  readonly actor: string;
  readonly decisionNo: bigint | null;
};

/** Where an id is: it stands itself, went on as another, ended, or the ledger has never given it. */
export type IdPlace = {
  readonly state: "stands" | "merged" | "retired" | "unknown";
  /** The id that stands for it now; absent where none does. */
  readonly standsAs?: bigint;
  /** In the order of the ledger, along the redirects. */
  readonly events: readonly IdEvent[];
};

/** Longer chains of merges than versions exist would be a mistake of the ledger. */
const LONGEST_CHAIN = 100;

/**
 * Follows an id through the segments of the ledger up to a version. A split that names the id itself ends the
 * redirect before it: whoever was merged and un-merged stands again.
 */
export async function followId(
  db: DuckDb,
  segments: readonly string[],
  asked: { readonly unit: "person" | "family"; readonly id: bigint },
): Promise<IdPlace> {
  const events: IdEvent[] = [];
  let id = asked.id;
  for (let links = 0; links < LONGEST_CHAIN && segments.length > 0; links++) {
    const own = await eventsOf(db, segments, asked.unit, id);
    events.push(...own);
    const last = own.filter(({ kind }) => kind !== "merge").at(-1);
    if (last === undefined) return { state: "unknown", events };
    if (last.kind === "retire") return { state: "retired", events };
    if (last.kind !== "redirect") {
      return { state: id === asked.id ? "stands" : "merged", standsAs: id, events };
    }
    id = last.otherId ?? id;
  }
  return { state: "unknown", events };
}

function eventsOf(
  db: DuckDb,
  segments: readonly string[],
  unit: "person" | "family",
  id: bigint,
): Promise<readonly IdEvent[]> {
  return db.all<IdEvent>(`\
select version_no as "versionNo", kind, unit_id as "unitId", other_id as "otherId", reason,
  model_version as "modelVersion", actor, decision_no as "decisionNo"
from read_parquet([${segments.map(text).join(", ")}])
where unit = ${text(unit)} and unit_id = ${id} and kind in ('mint', 'split', 'merge', 'redirect', 'retire')
order by event_no`);
}
