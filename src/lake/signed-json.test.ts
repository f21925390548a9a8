import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  canonicalJson,
  judgeSignature,
  knownSigners,
  openSigning,
  type Signing,
  TRUSTED_NAME,
} from "./signed-json.ts";

let folder = "";
let keys = "";
let signing: Signing;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-signed-"));
  keys = join(folder, "keys");
  signing = await openSigning(keys);
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

const MODEL = { b: 2, a: [1, { z: 0.5, y: "é" }], absent: undefined, weights: [3, -4] };

test("one value has one text: names sorted, no spaces, numbers as JavaScript writes them", () => {
  expect(canonicalJson(MODEL)).toBe('{"a":[1,{"y":"é","z":0.5}],"b":2,"weights":[3,-4]}');
  expect(canonicalJson({ a: -0, b: 1e21, c: 1e-7 })).toBe('{"a":0,"b":1e+21,"c":1e-7}');
});

test("the same value and key give the same signature, in another process too", async () => {
  const again = await openSigning(keys);
  expect(again.sign(MODEL)).toEqual(signing.sign(MODEL));
  expect(again.keyId).toBe(signing.keyId);
});

test("a signed value is known however its file is laid out, and not when anything in it changed", async () => {
  const known = await knownSigners(keys);
  const signed = signing.sign(MODEL);
  const reread = JSON.parse(JSON.stringify(signed, undefined, 2)) as typeof signed;
  const turned = Object.fromEntries(Object.entries(reread).reverse());
  expect([reread, turned].map((one) => judgeSignature(one, known))).toEqual(["signed", "signed"]);
  const { signature } = reread;
  const changed: readonly object[] = [
    { ...reread, b: 3 },
    { ...reread, weights: [-4, 3] },
    { ...reread, more: 1 },
    { ...reread, signature: { ...signature, value: Buffer.alloc(64).toString("base64") } },
    { ...reread, signature: { ...signature, value: "" } },
    { ...reread, signature: { ...signature, publicKey: "AAAA" } },
    { ...reread, signature: { ...signature, algorithm: "none" } },
    { ...reread, signature: null },
    { ...reread, signature: {} },
  ];
  expect(changed.map((one) => judgeSignature(one, known))).toEqual(changed.map(() => "wrong"));
  expect(judgeSignature(MODEL, known)).toBe("unsigned");
});

test("whoever signs with another key, and puts the trusted id beside it, is found out", async () => {
  const stranger = await openSigning(join(folder, "stranger"));
  const known = await knownSigners(keys);
  const signed = stranger.sign(MODEL);
  expect(judgeSignature(signed, known)).toBe("signer-unknown");
  const posing = { ...signed, signature: { ...signed.signature, keyId: signing.keyId } };
  expect(judgeSignature(posing, known)).toBe("wrong");
  await writeFile(join(keys, TRUSTED_NAME), `${stranger.keyId}  Bappeda, 2026\n`);
  expect(judgeSignature(signed, await knownSigners(keys))).toBe("signed");
});

test("asking who is known makes no key; a key that others may read is refused", async () => {
  const empty = join(folder, "empty");
  await mkdir(empty);
  expect(await knownSigners(empty)).toEqual(new Set());
  expect(await readdir(empty)).toEqual([]);
  const open = join(folder, "open");
  await mkdir(open);
  await writeFile(join(open, "model-signing.pem"), "x", { mode: 0o644 });
  await expect(openSigning(open)).rejects.toThrow("chmod 600");
});

test("any JSON keeps its signature through writing and reading", async () => {
  const known = await knownSigners(keys);
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const { signature: _, __proto__: __, ...rest } = value;
      const signed = JSON.parse(JSON.stringify(signing.sign(rest))) as object;
      expect(judgeSignature(signed, known)).toBe("signed");
    }),
    { numRuns: 60 },
  );
});
