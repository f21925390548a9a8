import type pg from "pg";

/** What a projection would bring to the desk of a program's list: 40 recipients in one regency. */
export async function plantList(
  owner: Pick<pg.Pool, "query">,
  versionNo: number,
  program: string,
  terms: { readonly determiner?: string; readonly isByRank?: boolean } = {},
): Promise<void> {
  const counts = { recipient: 40, review: 6, reserve: 8, "eligible-no-quota": 30, ineligible: 900 };
  await owner.query(
    `insert into dtsen.version_list (version_no, program_code, ruleset_id, outcome_sha256, quotas_sha256, quotas_are_example,
       draw_key, determiner, is_by_rank, counts, regencies, amount_rupiah)
     values ($1, $2, 'test-rules', repeat('b', 64), repeat('e', 64), true, '2026-10-31|x', $3, $4, $5, $6, 24000000)`,
    [
      versionNo,
      program,
      terms.determiner ?? "kemensos",
      terms.isByRank ?? true,
      JSON.stringify(counts),
      JSON.stringify([{ regency: "3307", ...counts }]),
    ],
  );
}
