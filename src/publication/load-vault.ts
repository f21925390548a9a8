import { PERSON_VAULT_FACTS } from "#domain/variables/catalogue.ts";
import { type DuckDb, identifier, text } from "#engine/duckdb/database.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** Moves the vault's few rows to their own table; the worker may add them and never read them back. */
export async function loadVault(
  desk: Desk,
  db: DuckDb,
  versionNo: number,
  file: string,
): Promise<void> {
  const facts = PERSON_VAULT_FACTS.map((fact) => `coalesce(v.${identifier(fact)}, -2)`).join(", ");
  const rows =
    db.chunks(`select v.person_id, p.village_no, '{' || concat_ws(',', ${facts}) || '}' as facts
    from read_parquet(${text(file)}) v join person p on p.person_id = v.person_id`);
  for await (const { columns } of rows) {
    await asWorker(desk, (tx) =>
      tx.query(
        `insert into vault_fact (version_no, person_id, village_no, facts)
         select $1, person_id, village_no, facts::int[]
         from unnest($2::bigint[], $3::bigint[], $4::text[]) as v (person_id, village_no, facts)
         on conflict do nothing`,
        [versionNo, ...columns.map((column) => [...column])],
      ),
    );
  }
}
