import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sealFile } from "./envelope.ts";
import { lakeFolders, makeLakeFolders } from "./folders.ts";
import { openKeyring } from "./keyring.ts";
import { sweepWork, withIdentity } from "./with-identity.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "keyring-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a key comes back from another opening of the ring; a stranger has none", async () => {
  const key = await (await openKeyring(folder)).mint("delivery 1");
  const again = await openKeyring(folder);
  expect(await again.get(key.id)).toEqual(key);
  expect(await again.get(`k${"0".repeat(24)}`)).toBeUndefined();
  await expect(again.get("../master")).rejects.toThrow("not the id");
});

test("keys lie wrapped, in files of their owner only", async () => {
  const key = await (await openKeyring(folder)).mint("delivery 1");
  const file = join(folder, "data", `${key.id}.json`);
  expect(await readFile(file, "utf8")).not.toContain(key.bytes.toString("hex"));
  expect((await stat(file)).mode & 0o077).toBe(0);
  expect((await stat(join(folder, "master.key"))).mode & 0o077).toBe(0);
});

test("a master key that others may read is refused", async () => {
  await openKeyring(folder);
  await chmod(join(folder, "master.key"), 0o644);
  await expect(openKeyring(folder)).rejects.toThrow("chmod 600");
});

test("two first openings at once agree on one master key", async () => {
  const [a, b] = await Promise.all([openKeyring(folder), openKeyring(folder)]);
  const key = await a.mint("x");
  expect(await b.get(key.id)).toEqual(key);
});

test("another master key opens nothing", async () => {
  const key = await (await openKeyring(folder)).mint("x");
  const stranger = await openKeyring(folder, Buffer.alloc(32, 7));
  await expect(stranger.get(key.id)).rejects.toThrow("does not open");
});

test("a destroyed key is gone for ever, and its file cannot be read", async () => {
  const keyring = await openKeyring(join(folder, "keys"));
  const folders = lakeFolders(folder);
  await makeLakeFolders(folders);
  const key = await keyring.mint("x");
  await writeFile(join(folder, "a"), "plain");
  await sealFile(join(folder, "a"), join(folder, "a.enc"), key);
  await keyring.destroy(key.id);
  await keyring.destroy(key.id);
  expect(await keyring.get(key.id)).toBeUndefined();
  const open = withIdentity({ folders, keyring }, [join(folder, "a.enc")], async () => 1);
  await expect(open).rejects.toThrow("was destroyed");
});

test("plain identity lies in a private folder while work runs and is gone after, also after a failure", async () => {
  const keyring = await openKeyring(join(folder, "keys"));
  const folders = lakeFolders(folder);
  await writeFile(join(folder, "p.parquet"), "plain");
  await sealFile(join(folder, "p.parquet"), join(folder, "p.enc"), await keyring.mint("x"));
  const seen = await withIdentity({ folders, keyring }, [join(folder, "p.enc")], async ([path]) => {
    const private_ = join(path ?? "", "..");
    expect((await stat(private_)).mode & 0o077).toBe(0);
    return readFile(path ?? "", "utf8");
  });
  expect(seen).toBe("plain");
  const failing = withIdentity({ folders, keyring }, [join(folder, "p.enc")], async () => {
    throw new Error("the work fails");
  });
  await expect(failing).rejects.toThrow("the work fails");
  expect(await readdir(folders.work)).toEqual([]);
});

test("the sweep takes what dead processes left and nothing of the living", async () => {
  const folders = lakeFolders(folder);
  await makeLakeFolders(folders);
  await mkdir(join(folders.work, "999999999-abc-def"));
  await mkdir(join(folders.work, `${process.pid}-an-earlier-one-of-that-number`));
  await mkdir(join(folders.work, `${process.ppid}-mark-random`));
  expect(await sweepWork(folders)).toBe(2);
  expect(await readdir(folders.work)).toEqual([`${process.ppid}-mark-random`]);
});
