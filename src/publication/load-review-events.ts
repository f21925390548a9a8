import type { DuckDb } from "#engine/duckdb/database.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";
import { ledgerFiles } from "./load-redirects.ts";

type EventsLoad = { readonly versionNo: number; readonly ledgerFolder: string };

/** What the ledger says of the people of a version's pairs; what was brought along before is forgotten. */
export async function loadReviewEvents(desk: Desk, db: DuckDb, load: EventsLoad): Promise<void> {
  const people = await asWorker(desk, (tx) =>
    tx.query<{ person_id: string }>(
      `select distinct s.person_id::text from review_pair p
       cross join lateral (values (p.record_person_id), (p.spine_person_id)) as s (person_id)
       where s.person_id is not null and (p.version_no = $1 or p.state in ('decided', 'undo-second'))`,
      [load.versionNo],
    ),
  );
  await asWorker(desk, (tx) => tx.query("delete from review_event"));
  const files = await ledgerFiles(desk, load);
  if (files === "" || people.length === 0) return;
  await db.run("create temp table reviewed_person (person_id bigint)");
  for (let from = 0; from < people.length; from += PEOPLE_AT_ONCE) {
    const some = people.slice(from, from + PEOPLE_AT_ONCE);
    await db.run(
      `insert into reviewed_person values ${some.map(({ person_id }) => `(${person_id})`).join(", ")}`,
    );
  }
  for await (const { columns } of db.chunks(eventsOf(files))) {
    await asWorker(desk, (tx) =>
      tx.query(
        ADD_EVENTS,
        columns.map((column) => [...column]),
      ),
    );
  }
  await db.run("drop table reviewed_person");
}

const PEOPLE_AT_ONCE = 5_000;

/** A redirect says again what its merge says. */
const eventsOf = (files: string): string => `\
select event_no, version_no, kind, unit_id, other_id, record_key, reason, rule, weight_millibits, actor, decision_no
from read_parquet([${files}])
where unit = 'person' and kind <> 'redirect' and (unit_id in (select person_id from reviewed_person)
  or other_id in (select person_id from reviewed_person))
order by event_no`;

const ADD_EVENTS = `insert into review_event (event_no, version_no, kind, person_id, other_person_id, record_key, reason, rule,
  weight_millibits, actor, decision_no)
select * from unnest($1::bigint[], $2::int[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[], $8::text[],
  $9::bigint[], $10::text[], $11::bigint[]) as u
on conflict (event_no) do nothing`;
