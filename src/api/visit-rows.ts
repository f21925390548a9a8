import type { Visit, VisitPage, VisitPlan } from "#contract/visit-plan.ts";
import type { Tx } from "#store/transact.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { placeOf } from "./family-place.ts";
import { SHOWN_HEAD_NAME, SHOWN_SIZE } from "./family-rows.ts";
import { refuseWith } from "./guard.ts";
import type { Found } from "./work-subject.ts";

type VisitRow = {
  readonly family_id: number;
  readonly nth: number;
  readonly total: number;
  readonly visited: number;
  readonly head_name: string | null;
  readonly size: number;
  readonly village_no: number;
  readonly address: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
  readonly visited_on: string | null;
};

type Version = { readonly versionNo: number; readonly label: string };

const DEFAULT_LIMIT = 20;
/** Numbers of RW and RT are text, written "2", "02" or "002": filled up, they stand in the order of counting. */
const inOrder = (column: string): string => `lpad(coalesce(f.${column}, ''), 6, '0')`;

/**
 * A page of the plan in the order of walking: by RW, RT and address. Families that were visited since keep their place,
 * marked, so that the plan on paper stays the plan on screen.
 */
export async function readVisits(
  tx: Tx,
  village: string,
  { versionNo, label }: Version,
  { cursor, limit = DEFAULT_LIMIT }: VisitPage,
): Promise<Found<VisitPlan>> {
  const rows = await tx.query<VisitRow>(
    `with door as (
       select f.family_id, row_number() over (order by ${inOrder("rw")}, ${inOrder("rt")},
           coalesce(f.address, ''), f.family_id)::int as nth,
         (select max(x.observed_on) from dtsen.finding x
          where x.family_id = f.family_id and x.answer is null) as visited_on
       from dtsen.family f
       where f.version_no = $1 and f.village_no = $2 and f.facts_as_of = 0),
     counted as (select count(*)::int as total, count(visited_on)::int as visited from door)
     select d.family_id, d.nth, d.visited_on::text, c.total, c.visited, ${SHOWN_HEAD_NAME}, ${SHOWN_SIZE},
       f.village_no, f.address, f.rt, f.rw
     from counted c left join (select * from door
       where nth > coalesce((select a.nth from door a where a.family_id = $3), 0) order by nth limit $4) d on true
     left join dtsen.current_family f on f.family_id = d.family_id
     order by d.nth`,
    [versionNo, Number(village), afterOf(cursor, versionNo), limit + 1],
  );
  const [first] = rows;
  const doors = rows.filter(({ nth }) => nth !== null);
  const shown = doors.slice(0, limit);
  const last = doors.length > limit ? shown.at(-1) : undefined;
  return {
    page: {
      place: placeOf(Number(village)),
      version: label,
      total: first?.total ?? 0,
      visited: first?.visited ?? 0,
      items: shown.map(writeVisit),
      ...(last === undefined ? {} : { next: writeCursor({ versionNo, after: [last.family_id] }) }),
    },
    hits: shown.map(({ family_id, village_no }) => ({
      familyId: family_id,
      villageNo: village_no,
    })),
  };
}

/** The family behind which the page begins; none at the beginning. */
function afterOf(cursor: string | undefined, versionNo: number): number | string {
  if (cursor === undefined) return 0;
  const place = readCursor(cursor, 1);
  if (place === undefined || place.versionNo !== versionNo) refuseWith("malformed-request");
  return place.after[0] ?? 0;
}

function writeVisit(row: VisitRow): Visit {
  return {
    familyId: String(row.family_id),
    nth: row.nth,
    headName: row.head_name ?? "–",
    size: row.size,
    ...(row.address === null ? {} : { address: row.address }),
    ...(row.rt === null ? {} : { rt: row.rt }),
    ...(row.rw === null ? {} : { rw: row.rw }),
    ...(row.visited_on === null ? {} : { visitedOn: row.visited_on }),
  };
}
