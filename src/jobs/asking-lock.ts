import { type Result, refuse } from "#domain/result.ts";
import type { Desk } from "#store/open.ts";

/** One number for the whole house: whoever holds it is asking the civil registry. */
const ASKING = 7402_0003;

/** Who asks twice at once would ask the same people and overspend the quota: the second is refused. */
export async function whileAsking<T, Problem extends string>(
  desk: Desk,
  work: () => Promise<Result<T, Problem>>,
): Promise<Result<T, Problem | "asking-already">> {
  const client = await desk.worker.connect();
  try {
    const { rows } = await client.query<{ held: boolean }>(
      "select pg_try_advisory_lock($1) as held",
      [ASKING],
    );
    if (rows[0]?.held !== true) return refuse("asking-already");
    try {
      return await work();
    } finally {
      await client.query("select pg_advisory_unlock($1)", [ASKING]).catch(() => undefined);
    }
  } finally {
    client.release();
  }
}
