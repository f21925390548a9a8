/**
 * The verifier: knows the export, the checkpoints and a public key, and nothing of the desk. It
 * imports none of our code on purpose, so that it can be read, copied and run by an outsider.
 */
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

export type AuditProblem =
  | "no-checkpoints"
  | "witness-missing"
  | "checkpoint-unreadable"
  | "checkpoint-missing"
  | "signature-wrong"
  | "chain-broken"
  | "range-broken"
  | "witnesses-differ"
  | "entry-missing"
  | "entry-changed"
  | "entry-inserted"
  | "entry-out-of-order"
  | "root-differs"
  | "log-truncated";

/** All is well up to an entry, or the first thing that is not, with the entry it begins at. */
export type AuditVerdict =
  | { readonly ok: true; readonly entries: number; readonly checkpoints: number }
  | {
      readonly ok: false;
      readonly problem: AuditProblem;
      readonly entry: number;
      readonly detail: string;
    };

type Signed = {
  readonly no: number;
  readonly from: number;
  readonly to: number;
  readonly root: string;
  readonly body: string;
};

type Fault = Error & { readonly verdict: AuditVerdict };

/** Ends the check at the first thing that is wrong. */
function fault(problem: AuditProblem, entry: number, detail: string): Fault {
  return Object.assign(new Error(problem), {
    verdict: { ok: false, problem, entry, detail } as const,
  });
}

/** Checks an export against the checkpoints that each witness folder holds. */
export async function verifyAudit(given: {
  readonly exportFile: string;
  readonly witnessFolders: readonly string[];
  readonly publicKey: string;
}): Promise<AuditVerdict> {
  try {
    const checkpoints = readWitnesses(given.witnessFolders, given.publicKey);
    const entries = await checkExport(given.exportFile, checkpoints);
    return { ok: true, entries, checkpoints: checkpoints.length };
  } catch (error) {
    if (error instanceof Error && "verdict" in error) return (error as Fault).verdict;
    throw error;
  }
}

function readWitnesses(folders: readonly string[], publicKey: string): Signed[] {
  const all = folders.map((folder) => readFolder(folder, publicKey));
  const longest = all.reduce((a, b) => (b.length > a.length ? b : a), []);
  if (longest.length === 0) throw fault("no-checkpoints", 1, folders.join(", "));
  for (const one of all) {
    const at = one.findIndex(({ body }, place) => body !== longest[place]?.body);
    if (at >= 0) throw fault("witnesses-differ", one[at]?.from ?? 0, `checkpoint ${at + 1}`);
  }
  return longest;
}

function readFolder(folder: string, publicKey: string): Signed[] {
  if (!existsSync(folder)) throw fault("witness-missing", 1, folder);
  const names = readdirSync(folder).filter((name) => /^checkpoint-\d{10}\.txt$/.test(name));
  const checkpoints: Signed[] = [];
  for (const name of names.sort()) {
    const checkpoint = readCheckpoint(readFileSync(join(folder, name), "utf8"), publicKey, name);
    const before = checkpoints.at(-1);
    checkFollows(checkpoint, before, name);
    checkpoints.push(checkpoint);
  }
  return checkpoints;
}

const FORM =
  /^(opendtsen-audit 1\ncheckpoint (\d{1,15})\nfrom (\d{1,15})\nto (\d{1,15})\nroot ([0-9a-f]{64})\nprevious [0-9a-f]{64}\nat [0-9TZ:.-]+\n)signature ([A-Za-z0-9+/]{86}==)\n$/;

function readCheckpoint(text: string, publicKey: string, name: string): Signed {
  const parts = FORM.exec(text);
  if (parts === null) throw fault("checkpoint-unreadable", 0, name);
  const [, body = "", no, from, to, root = "", signature = ""] = parts;
  const isSigned = verify(
    null,
    Buffer.from(body),
    createPublicKey(publicKey),
    Buffer.from(signature, "base64"),
  );
  if (!isSigned) throw fault("signature-wrong", Number(from), name);
  return { no: Number(no), from: Number(from), to: Number(to), root, body };
}

function checkFollows(checkpoint: Signed, before: Signed | undefined, name: string): void {
  const { no, from, to, body } = checkpoint;
  if (no !== (before?.no ?? 0) + 1) throw fault("checkpoint-missing", from, name);
  const previous = createHash("sha256")
    .update(before?.body ?? "")
    .digest("hex");
  if (!body.includes(`\nprevious ${previous}\n`)) throw fault("chain-broken", from, name);
  if (from !== (before?.to ?? 0) + 1 || to < from) throw fault("range-broken", from, name);
}

async function checkExport(file: string, checkpoints: readonly Signed[]): Promise<number> {
  let leaves: Buffer[] = [];
  let at = 0;
  let expected = 1;
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    const leaf = checkLine(line, expected);
    const checkpoint = checkpoints[at];
    if (checkpoint === undefined)
      throw fault("log-truncated", expected, "more entries than the witnesses have seen");
    leaves.push(leaf);
    if (expected === checkpoint.to) {
      const root = foldRoot(leaves).toString("hex");
      if (root !== checkpoint.root)
        throw fault("root-differs", checkpoint.from, `checkpoint ${checkpoint.no}`);
      leaves = [];
      at += 1;
    }
    expected += 1;
  }
  const rest = checkpoints[at];
  if (rest !== undefined)
    throw fault("log-truncated", expected, `checkpoint ${rest.no} covers up to ${rest.to}`);
  return expected - 1;
}

/** One line: digest, space, text. Its number must be the next one, its digest that of its text. */
function checkLine(line: string, expected: number): Buffer {
  const stated = line.slice(0, 64);
  const text = line.slice(65);
  if (text === "null") throw fault("entry-missing", expected, `entry ${expected} is gone`);
  const seq = readSeq(text, expected);
  if (seq === 0) throw fault("entry-inserted", expected, "an entry that was never sealed");
  if (seq !== expected)
    throw fault("entry-out-of-order", expected, `expected ${expected}, found ${seq}`);
  const leaf = createHash("sha256").update(Buffer.of(0)).update(text).digest();
  if (leaf.toString("hex") !== stated)
    throw fault("entry-changed", expected, `entry ${expected} is not what was sealed`);
  return leaf;
}

function readSeq(text: string, expected: number): number {
  try {
    const { seq } = JSON.parse(text) as { seq?: unknown };
    if (typeof seq === "number" && Number.isSafeInteger(seq)) return seq;
  } catch {}
  throw fault("entry-changed", expected, "not readable");
}

function foldRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1 && leaves[0] !== undefined) return leaves[0];
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return createHash("sha256")
    .update(Buffer.of(1))
    .update(foldRoot(leaves.slice(0, half)))
    .update(foldRoot(leaves.slice(half)))
    .digest();
}
