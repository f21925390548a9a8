import { BACK_PROBLEMS, type BackProblem } from "#domain/decree.ts";
import { mayGiveReason } from "#domain/quality-gate.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { type PublishProblem, type PublishReceipt, withdrawVersion } from "#publication/publish.ts";
import { asWorker } from "#store/transact.ts";
import { mayWithdrawAs } from "./acting-for.ts";
import { type AffectedCount, affectedList, type Back } from "./affected-families.ts";
import type { House } from "./house.ts";

export type TakeBackDraft = {
  readonly label: string;
  readonly by: string;
  readonly reason: string;
};

/** "waits" until a second person has given their word; then the version before is in force again. */
export type TakenBack = { readonly affected: readonly AffectedCount[] } & (
  | { readonly state: "waits" }
  | { readonly state: "withdrawn"; readonly back: PublishReceipt }
);

export type TakeBackProblem = "withdrawing-right-not-held" | PublishProblem | BackProblem;

/**
 * Takes the version in force back. Under a decree in force that takes two different people, each with a reason, and the sealed list
 * of whom it touches, made before the first word counts; the switch itself is one transaction.
 */
export async function takeBack(
  house: House,
  { label, by, reason }: TakeBackDraft,
): Promise<Result<TakenBack, TakeBackProblem>> {
  const may = await mayWithdrawAs(house.desk, by);
  if (!may.ok) return may;
  const switchBack = () => withdrawVersion(house.desk, { label, withdrawnBy: by, reason });
  const back = await readBack(house, label);
  if (back === undefined) {
    const free = await switchBack();
    return free.ok ? accept({ state: "withdrawn", back: free.value, affected: [] }) : free;
  }
  const said = mayGiveReason(reason);
  if (!said.ok) return said;
  const list = await affectedList(house, back);
  if (!list.ok) return list;
  const { listNo, counts: affected } = list.value;
  const word = await giveWord(house, listNo, by, said.value);
  if (word === "waits") return accept({ state: "waits", affected });
  // Two have spoken and the switch did not come: whoever of them asks again completes it.
  const isReady =
    word === "in-force" || (word === "said-already" && !(await isBarred(house, back)));
  if (!isReady) return refuse(word);
  const done = await switchBack();
  return done.ok ? accept({ state: "withdrawn", back: done.value, affected }) : done;
}

/** Undefined where no decree stands on it, or where it is not what may be taken back at all. */
async function readBack(house: House, label: string): Promise<Back | undefined> {
  return asWorker(house.desk, async (tx) => {
    const [row] = await tx.query<{
      from_no: number;
      to_no: number;
      from_manifest: string | null;
      to_manifest: string | null;
    }>(
      `select v.version_no as from_no, p.previous_version_no as to_no, v.manifest_sha256 as from_manifest,
         b.manifest_sha256 as to_manifest
       from dtsen.publication_pointer p join dtsen.version v on v.version_no = p.version_no
       join dtsen.version b on b.version_no = p.previous_version_no where v.label = $1`,
      [label],
    );
    if (row === undefined) return undefined;
    const decrees = await tx.query<{ decree_no: number; program_code: string }>(
      "select decree_no, program_code from dtsen.standing_decrees($1)",
      [row.from_no],
    );
    if (decrees.length === 0) return undefined;
    return {
      from: { versionNo: row.from_no, manifest: row.from_manifest },
      to: { versionNo: row.to_no, manifest: row.to_manifest },
      decrees: decrees.map(({ decree_no, program_code }) => ({
        decreeNo: Number(decree_no),
        program: program_code,
      })),
    };
  });
}

type Word = "waits" | "in-force" | BackProblem | "withdrawing-right-not-held";

async function giveWord(house: House, listNo: number, by: string, why: string): Promise<Word> {
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<{ verdict: string }>("select dtsen.word_for_withdrawal($1, $2, $3) as verdict", [
      listNo,
      by,
      why,
    ]),
  );
  const said = [...BACK_PROBLEMS, "waits", "in-force", "withdrawing-right-not-held"] as const;
  const word = said.find((one) => one === row?.verdict);
  if (word === undefined) throw new Error(`word_for_withdrawal answered "${row?.verdict}"`);
  return word;
}

async function isBarred(house: House, { from, to }: Back): Promise<boolean> {
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<{ barred: boolean }>("select dtsen.is_back_barred($1, $2) as barred", [
      from.versionNo,
      to.versionNo,
    ]),
  );
  return row?.barred === true;
}
