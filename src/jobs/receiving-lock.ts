import type { Desk } from "#store/open.ts";

/** One number for the whole house: whoever holds it is receiving. */
const RECEIVING = 7402_0001;

/**
 * One delivery is received at a time; others wait. The lock goes with its connection, so a killed
 * process frees it, and whoever has it knows that every folder without a row is garbage.
 */
export async function whileReceiving<T>(desk: Desk, work: () => Promise<T>): Promise<T> {
  const client = await desk.worker.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [RECEIVING]);
    return await work();
  } finally {
    await client.query("select pg_advisory_unlock($1)", [RECEIVING]).catch(() => undefined);
    client.release();
  }
}
