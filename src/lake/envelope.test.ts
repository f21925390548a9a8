import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readKeyId, sealFile, unsealFile } from "./envelope.ts";
import { CHUNK_BYTES, MAX_HEADER_BYTES, parseHeader, TAG_BYTES } from "./envelope-header.ts";

const KEY = { id: "k1", bytes: randomBytes(32) };
let folder = "";
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "envelope-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function sealed(bytes: number): Promise<Buffer> {
  await writeFile(at("plain"), randomBytes(bytes));
  await sealFile(at("plain"), at("sealed"), KEY);
  return readFile(at("sealed"));
}

async function opens(bytes: Buffer, key = KEY): Promise<boolean> {
  await writeFile(at("tampered"), bytes);
  return unsealFile(at("tampered"), at("out"), key).then(
    () => true,
    () => false,
  );
}

test.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])(
  "%i bytes come back as they went",
  async (size) => {
    await sealed(size);
    await unsealFile(at("sealed"), at("out"), KEY);
    expect(await readFile(at("out"))).toEqual(await readFile(at("plain")));
    expect(await readKeyId(at("sealed"))).toBe("k1");
  },
);

test("sealing twice gives different bytes and never shows the plain text", async () => {
  await writeFile(at("plain"), "SITI AMINAH".repeat(100));
  await sealFile(at("plain"), at("a"), KEY);
  await sealFile(at("plain"), at("b"), KEY);
  const [a, b] = [await readFile(at("a")), await readFile(at("b"))];
  expect(a.equals(b)).toBe(false);
  expect(a.includes("SITI")).toBe(false);
});

test("a flipped bit anywhere is refused", async () => {
  const whole = await sealed(5000);
  for (let i = 0; i < whole.length; i += 97) {
    const flipped = Buffer.from(whole);
    flipped[i] = (flipped[i] ?? 0) ^ 1;
    expect(await opens(flipped), `byte ${i}`).toBe(false);
  }
});

test("a file cut short is refused, also exactly between two chunks", async () => {
  const whole = await sealed(2 * CHUNK_BYTES + 10);
  const header = parseHeader(whole.subarray(0, MAX_HEADER_BYTES))?.bytes.length ?? 0;
  const step = CHUNK_BYTES + TAG_BYTES;
  for (const end of [10, header, header + step, header + 2 * step, whole.length - 1]) {
    expect(await opens(whole.subarray(0, end)), `cut at ${end}`).toBe(false);
  }
});

test("chunks in another order, or twice, are refused", async () => {
  const whole = await sealed(3 * CHUNK_BYTES);
  const header = parseHeader(whole.subarray(0, MAX_HEADER_BYTES))?.bytes.length ?? 0;
  const step = CHUNK_BYTES + TAG_BYTES;
  const chunk = (i: number) => whole.subarray(header + i * step, header + (i + 1) * step);
  const rebuilt = (...order: number[]) =>
    Buffer.concat([whole.subarray(0, header), ...order.map(chunk)]);
  expect(await opens(rebuilt(0, 1, 2))).toBe(true);
  expect(await opens(rebuilt(1, 0, 2))).toBe(false);
  expect(await opens(rebuilt(0, 1, 1))).toBe(false);
  expect(await opens(rebuilt(0, 1, 2, 2))).toBe(false);
});

test("another key is refused, under its own name and under the right one", async () => {
  const whole = await sealed(100);
  expect(await opens(whole, { id: "k2", bytes: KEY.bytes })).toBe(false);
  expect(await opens(whole, { id: "k1", bytes: randomBytes(32) })).toBe(false);
});

test("a refused file leaves no plain text behind", async () => {
  const whole = await sealed(2 * CHUNK_BYTES);
  await rm(at("out"), { force: true });
  await opens(whole.subarray(0, whole.length - 1));
  const names = await readdir(folder);
  expect(names.filter((name) => name.startsWith("out"))).toEqual([]);
});
