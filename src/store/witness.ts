import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Checkpoint } from "./checkpoint.ts";

/**
 * Gives a witness what it lacks. A witness is a folder (another disk, another institution's mount) or
 * an address that takes the file by POST; it is asked first for the last number that it holds.
 */
export async function tellWitness(
  witness: string,
  publicKey: string,
  after: (known: number) => Promise<readonly Checkpoint[]>,
): Promise<void> {
  if (/^https?:/.test(witness)) await tellAddress(witness, after);
  else await tellFolder(witness, publicKey, after);
}

async function tellFolder(
  folder: string,
  publicKey: string,
  after: (known: number) => Promise<readonly Checkpoint[]>,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const key = join(folder, "audit-public.pem");
  if (!existsSync(key)) writeFileSync(key, publicKey, { flush: true });
  const numbers = readdirSync(folder).map((name) =>
    Number(/^checkpoint-(\d+)\.txt$/.exec(name)?.[1] ?? 0),
  );
  for (const checkpoint of await after(Math.max(0, ...numbers))) {
    const path = join(folder, fileName(checkpoint.no));
    writeFileSync(`${path}.part`, fileText(checkpoint), { flush: true });
    renameSync(`${path}.part`, path);
  }
}

async function tellAddress(
  address: string,
  after: (known: number) => Promise<readonly Checkpoint[]>,
): Promise<void> {
  const asked = await fetch(address, { signal: AbortSignal.timeout(10_000) });
  const known = Number(await asked.text());
  for (const checkpoint of await after(Number.isSafeInteger(known) ? known : 0)) {
    const sent = await fetch(address, {
      method: "POST",
      body: fileText(checkpoint),
      headers: { "content-type": "text/plain" },
      signal: AbortSignal.timeout(10_000),
    });
    if (!sent.ok) throw new Error(`witness ${address} answered ${sent.status}`);
  }
}

/** checkpoint-0000000012.txt */
export function fileName(no: number): string {
  return `checkpoint-${String(no).padStart(10, "0")}.txt`;
}

function fileText({ body, signature }: Checkpoint): string {
  return `${body}signature ${signature}\n`;
}
