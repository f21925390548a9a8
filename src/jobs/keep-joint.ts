import { createHash } from "node:crypto";
import { jointNotes } from "#programs/what-if/joint/joint-report.ts";
import { jointTables } from "#programs/what-if/joint/joint-tables.ts";
import { asWorker } from "#store/transact.ts";
import type { AskedJoint } from "./ask-joint.ts";
import type { House } from "./house.ts";

/** Five hundred rows are for files: the desk shows what a screen has room for. */
const NOT_AT_DESK: readonly string[] = ["by_regency"];

const MOST_NAME = 120;

/** Keeps an answer about several programs at the desk, once: its tables, never the sums behind them. Its number. */
export async function keepJoint({ desk }: Pick<House, "desk">, asked: AskedJoint): Promise<number> {
  const { scenario, answer, origin } = asked;
  const kept = JSON.stringify({
    programs: scenario.programs,
    order: answer.order,
    notes: jointNotes(asked),
    tables: jointTables(answer).filter(({ name }) => !NOT_AT_DESK.includes(name)),
  });
  const digest = createHash("sha256")
    .update([scenario.name, origin.manifest, kept].join("|"))
    .digest("hex");
  return await asWorker(desk, async (tx) => {
    await tx.query(
      `insert into joint_what_if (name, version_no, sha256, code_version, answer)
       select $1, version_no, $3, $4, $5 from version where label = $2 on conflict (sha256) do nothing`,
      [scenario.name.trim().slice(0, MOST_NAME), origin.version, digest, origin.codeVersion, kept],
    );
    const [row] = await tx.query<{ joint_no: number }>(
      "select joint_no from joint_what_if where sha256 = $1",
      [digest],
    );
    return Number(row?.joint_no ?? 0);
  });
}
