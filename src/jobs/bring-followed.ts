import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { Evaluation } from "#programs/evaluation/evaluate.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

type Since = {
  readonly program: string;
  /** Days of the two versions between which families are followed. */
  readonly from: string;
  readonly to: string;
  readonly folder: string;
};

const PAGE = 50_000;

/** Table `paid`: families to whom a payment of the program was reported as received; whether anything was reported at all. */
export async function bringPaid(
  desk: Desk,
  db: DuckDb,
  { program, from, to, folder }: Since,
): Promise<boolean> {
  const [told] = await asWorker(desk, (tx) =>
    tx.query(
      "select from dtsen.payment_report where program = $1 and phase_from between $2 and $3 limit 1",
      [program, from, to],
    ),
  );
  const lines = join(folder, "paid.csv");
  await writeFile(lines, "family_id\n", { mode: 0o600 });
  for (let after = 0; ; ) {
    const page = await asWorker(desk, (tx) =>
      tx.query<{ family_id: number }>(
        `select p.family_id
         from dtsen.payment p join dtsen.payment_report r on r.report_no = p.report_no
         where p.program = $1 and p.status = 'paid' and r.phase_from between $2 and $3 and p.family_id > $4
         group by p.family_id order by p.family_id limit ${PAGE}`,
        [program, from, to, after],
      ),
    );
    const last = page.at(-1);
    if (last === undefined) break;
    await appendFile(lines, page.map(({ family_id }) => `${family_id}\n`).join(""));
    after = Number(last.family_id);
  }
  await db.run(
    `create table paid as select * from read_csv(${text(lines)}, header = true, columns = {'family_id': 'bigint'})`,
  );
  return told !== undefined;
}

/** Plans of the families of each side, as counts of many together: the desk tells no more. */
export async function countPlans(
  desk: Desk,
  db: DuckDb,
  { from, to }: Pick<Since, "from" | "to">,
): Promise<Evaluation["plans"]> {
  const plans = { opened: { ...NONE }, graduated: { ...NONE }, shocks: { ...NONE } };
  for (const side of ["inside", "outside"] as const) {
    const rows = await db.all<{ families: readonly bigint[] }>(
      `select list(family_id) as families from (
  select family_id, ntile(greatest(1, cast((select count(*) from near_line) // ${PAGE} as bigint))) over (order by family_id) as page
  from near_line where is_in = ${side === "inside" ? 1 : 0}
) paged group by page order by page`,
    );
    for (const { families } of rows) {
      const [counted] = await asWorker(desk, (tx) =>
        tx.query<Record<keyof typeof plans, number>>(
          "select * from dtsen.plans_counted($1::bigint[], $2, $3)",
          [listed(families), from, to],
        ),
      );
      for (const what of ["opened", "graduated", "shocks"] as const) {
        plans[what][side] += counted?.[what] ?? 0;
      }
    }
  }
  return plans;
}

const NONE = { inside: 0, outside: 0 };

/** Lists come from the engine under a wrapper of its own. */
const listed = (families: unknown): readonly string[] => {
  const { items } = families as { readonly items: readonly bigint[] };
  return items.map(String);
};
