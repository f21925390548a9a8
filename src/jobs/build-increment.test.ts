import { copyFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { readManifest, writeManifest } from "#lake/manifest.ts";
import { withIdentity } from "#lake/with-identity.ts";
import type { ReviewDecision } from "#matching/review-decisions.ts";
import { type DeliveredAgain, putAgain } from "#test/delivered-again.ts";
import { emptyHouseForTests } from "#test/empty-house.ts";
import {
  again,
  deliverFirst,
  draftOf,
  joined,
  LIST,
  made,
  parted,
  type Rows,
  record,
  STATEMENTS,
  statements,
  thought,
} from "#test/growing-hamlet.ts";
import { stateKnows } from "#test/opened-state.ts";
import { PATIENCE } from "#test/sizes.ts";
import { putStaged } from "#test/staged-house.ts";
import { BY_TWO } from "#test/stewards.ts";
import { deskForTests } from "#test/store.ts";
import { hashedInputs, readInputs } from "./build-inputs.ts";
import type { BuildContext } from "./build-rooms.ts";
import { stagedFile } from "./build-staged.ts";
import { type BuildDraft, buildVersion, type VersionReceipt } from "./build-version.ts";
import { erasePerson } from "./erase-person.ts";
import type { House } from "./house.ts";
import { MANIFEST_STATE, mayGoOn } from "./matching-route.ts";
import { readNote, stateFolder } from "./matching-state.ts";

const [desk, other] = [deskForTests(), deskForTests()];
const [opened, besides] = [emptyHouseForTests(desk), emptyHouseForTests(other)];

/** One goes by increments on two threads; beside it everything is matched under the same frozen model, on one. */
let house: House;
let beside: House;
let db: DuckDb;
let root = "";

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "build-increment-"));
  db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: join(root, "spill") });
  house = opened();
  beside = { ...besides(), settings: { ...besides().settings, threads: 1 } };
  for (const each of [house, beside]) {
    await deliverFirst(each);
  }
});
afterAll(async () => {
  db.close();
  await rm(root, { recursive: true, force: true });
});

const build = async (at: House, draft: BuildDraft): Promise<VersionReceipt> =>
  mustAccept(await buildVersion(at, draft, quiet), draft.label);

/** The same version in both houses, and what people are asked in it. */
async function buildBoth(label: string, decisions: readonly ReviewDecision[]) {
  const draft = draftOf(label, decisions);
  const one = await build(house, draft);
  const two = await build(beside, { ...draft, matching: "frozen" });
  const asked = async ({ folder }: VersionReceipt) => ({
    pairs: await rowsOf(folder, "review_pair"),
    gold: await rowsOf(folder, "gold_pair"),
    clusters: await rowsOf(folder, "review_cluster"),
  });
  return { one, two, asked: [await asked(one), await asked(two)] as const };
}

const rowsOf = (folder: string, table: string) =>
  db.all<object>(
    `select * from read_parquet(${text(join(folder, `${table}.parquet`))}) order by all`,
  );

test(
  "quarter after quarter a version by increment is the version of the whole matching under its model",
  async () => {
    const first = await buildBoth("q1", []);
    for (const receipt of [first.one, first.two]) {
      expect(receipt.matching.route).toEqual({ how: "whole", why: "first-of-line" });
    }
    const quarters: readonly (readonly [string, readonly ReviewDecision[], () => Promise<void>])[] =
      [
        [
          "q2: decided, a new list",
          [joined, parted],
          () => deliverBoth("dtks", made.list.slice(20, 60)),
        ],
        [
          "q3: thought again, list and registry once more",
          [joined, parted, thought],
          async () => {
            await deliverBoth("regsosek", again);
            await deliverBoth("dukcapil", made.registry.slice(2));
          },
        ],
      ];
    for (const [label, decisions, deliver] of quarters) {
      await deliver();
      const { one, two, asked } = await buildBoth(label, decisions);
      expect(one.matching.route.how, label).toBe("increment");
      expect(two.matching.route.how, label).toBe("frozen");
      expect(one.contentHashes, label).toEqual(two.contentHashes);
      expect(one.decisions, label).toEqual(two.decisions);
      expect(asked[0], label).toEqual(asked[1]);
      expect(one.matching.decided, label).toEqual(two.matching.decided);
    }
  },
  PATIENCE,
);

async function deliverBoth(source: "dtks" | "regsosek" | "dukcapil", rows: Rows): Promise<void> {
  for (const each of [house, beside]) {
    await putStaged(each, { source, set: "person", asOf: 20260401 }, rows);
  }
}

const REGISTRY = { source: "dukcapil", set: "person" } as const;
/** The registry and a list a quarter later, turned about: in each a row is said otherwise; of the list another is gone. */
const registryAgain = made.registry
  .slice(2)
  .map((row, i) => (i === 40 ? { ...row, name: `${row.name} PUTRI` } : row))
  .toReversed();
const listAgain = again
  .filter((_, i) => i !== 50)
  .map((row, i) => (i === 30 ? { ...row, kk: null, birth_date: 19800101 } : row))
  .toReversed();
const statementsAgain = statements(made.registry.slice(1, 21));

test(
  "lists that are delivered whole again cost what changed in them, and give the version of the whole matching",
  async () => {
    const repeated: (readonly number[])[] = [];
    for (const each of [house, beside]) {
      const came: readonly DeliveredAgain[] = [
        await putAgain(each, { ...REGISTRY, asOf: 20260402 }, registryAgain),
        await putAgain(each, { source: "regsosek", set: "person", asOf: 20260402 }, listAgain),
        await putAgain(each, { ...STATEMENTS, asOf: 20260402 }, statementsAgain),
      ];
      repeated.push(came.map(({ rowsRepeated }) => rowsRepeated));
    }
    const counts = [registryAgain.length - 1, listAgain.length - 1, statementsAgain.length - 1];
    expect(repeated).toEqual([counts, counts]);
    const { one, two, asked } = await buildBoth("q4: whole lists again", [joined, parted, thought]);
    expect(one.matching.route).toMatchObject({ how: "increment", added: 2, removed: 3 });
    expect(one.matching.route).toHaveProperty("scored", expect.any(Number));
    expect(two.matching.route.how).toBe("frozen");
    expect(one.contentHashes).toEqual(two.contentHashes);
    expect(one.decisions).toEqual(two.decisions);
    expect(asked[0]).toEqual(asked[1]);
    expect(one.matching.decided).toEqual(two.matching.decided);
    const { inputs } = (await readManifest(one.folder)).manifest;
    const goesOn = Object.keys(inputs).filter((name) => name.endsWith("goes on from"));
    expect(goesOn).toHaveLength(3);
  },
  PATIENCE,
);

test("one state is kept, sealed, for the newest version, with what came before as layers", async () => {
  const [newest = "", ...others] = await readdir(house.folders.states);
  expect(others).toEqual([]);
  const { note } = mustFind(await readNote(join(house.folders.states, newest)));
  expect(note.layers.map(({ name }) => name)).toEqual([
    "layer-000",
    "layer-001",
    "layer-002",
    "layer-003",
  ]);
  const files = await readdir(join(house.folders.states, newest), { recursive: true });
  expect(files.filter((name) => name.includes(".") && !/\.enc$|^state\.json$/.test(name))).toEqual(
    [],
  );
  expect(await readdir(house.folders.work)).toEqual([]);
  // Who matches everything again writes one layer.
  const [folded = ""] = await readdir(beside.folders.states);
  const besideNote = mustFind(await readNote(join(beside.folders.states, folded)));
  expect(besideNote.note.layers).toHaveLength(1);
});

function mustFind<T>(found: T | undefined): T {
  if (found === undefined) throw new Error("it is not there");
  return found;
}

/** Whether the next build would go on, or why it would match everything. */
async function wouldGo(change: Partial<BuildDraft> = {}): Promise<string> {
  const draft = { ...draftOf("next", []), ...change };
  const inputs = mustAccept(await readInputs(house.desk, draft), "inputs");
  const context = { house, draft, inputs, hashed: hashedInputs(inputs, draft) } as BuildContext;
  const folder = await mkdtemp(join(root, "open-"));
  const answer = await mayGoOn(context, folder);
  await rm(folder, { recursive: true });
  return answer.ok ? "goes on" : answer.problem;
}

test("the rule says when everything is matched again, and what no increment can do", async () => {
  const newest = mustAccept(await readInputs(house.desk, {}), "inputs").deliveries;
  const but = (kind: string) =>
    newest.filter(({ source }) => source !== kind).map(({ deliveryNo }) => deliveryNo);
  const statedBands = { link: 6_000, review: 0, reason: "uji, berita acara 1" };
  expect(await wouldGo()).toBe("goes on");
  expect(await wouldGo({ asOf: "2027-04-02" as PlainDate })).toBe("goes on");
  expect(await wouldGo({ asOf: "2027-04-03" as PlainDate })).toBe("model-old");
  expect(await wouldGo({ matching: "full" })).toBe("asked");
  expect(await wouldGo({ statedBands })).toBe("bands-stated");
  expect(await wouldGo({ deliveries: [...but("regsosek"), LIST, 3] })).toBe("delivery-returned");
  // A list goes on from the delivery that the state holds; the one before that would bring back what is gone.
  const { deliveryNo = 0, goesOnFrom = [] } =
    newest.find(({ source }) => source === "dukcapil") ?? {};
  const registryOf = (no: number) => [...but("dukcapil"), no];
  expect(await wouldGo({ deliveries: registryOf(goesOnFrom[0] ?? 0) })).toBe("delivery-returned");
  expect(
    await readInputs(house.desk, { deliveries: [...registryOf(deliveryNo), ...goesOnFrom] }),
  ).toEqual({ ok: false, problem: "list-named-twice" });
  await desk().owner.query("update dtsen.delivery set state = 'withdrawn' where delivery_no = $1", [
    deliveryNo,
  ]);
  const around = await putAgain(house, { ...REGISTRY, asOf: 20260403 }, registryAgain);
  expect(await wouldGo()).toBe("delivery-returned");
  await desk().owner.query("delete from dtsen.delivery where delivery_no = $1", [
    around.deliveryNo,
  ]);
  await desk().owner.query("update dtsen.delivery set state = 'accepted' where delivery_no = $1", [
    deliveryNo,
  ]);
  const untold = newest.filter(({ set }) => set !== "evidence").map((one) => one.deliveryNo);
  expect(await wouldGo({ deliveries: untold })).toBe("statements-came-or-went");
  await desk().owner.query(
    "update dtsen.version set frozen_at = frozen_at - interval '2 years' where version_no = 1",
  );
  expect(await wouldGo()).toBe("model-old");
  await desk().owner.query(
    "update dtsen.version set frozen_at = frozen_at + interval '2 years', state = 'withdrawn' where version_no = 1",
  );
  expect(await wouldGo()).toBe("model-withdrawn");
  await desk().owner.query("update dtsen.version set state = 'frozen' where version_no = 1");
});

test("a state that is not what was frozen is never gone on from", async () => {
  const folder = await newestFolder(house);
  const kept = join(root, "kept");
  await cp(folder, kept, { recursive: true });
  const broken = async (change: () => Promise<unknown>): Promise<string> => {
    await change();
    const said = await wouldGo();
    await rm(folder, { recursive: true, force: true });
    await cp(kept, folder, { recursive: true });
    return said;
  };
  const layer = (no: number) => join(folder, `layer-00${no}`, "layer.duckdb.enc");
  const changed = (file: string, at: (bytes: Buffer) => number) => async () => {
    const bytes = await readFile(file);
    bytes[at(bytes)] = (bytes[at(bytes)] ?? 0) ^ 1;
    await writeFile(file, bytes);
  };
  expect(await broken(changed(layer(0), (bytes) => bytes.length >> 1))).toBe("state-damaged");
  expect(await broken(changed(layer(2), () => 3))).toBe("state-damaged");
  expect(await broken(() => rm(layer(1)))).toBe("state-damaged");
  expect(await broken(() => copyFile(layer(1), layer(2)))).toBe("state-damaged");
  const inRevision = (bytes: Buffer): number => bytes.indexOf("revision") + 20;
  expect(await broken(changed(join(folder, "state.json"), inRevision))).toBe("state-damaged");
  const others = await newestFolder(beside);
  const taken = async () => {
    await rm(folder, { recursive: true });
    await cp(others, folder, { recursive: true });
  };
  expect(await broken(taken)).toBe("state-damaged");
  expect(await broken(() => rm(folder, { recursive: true }))).toBe("no-state");
  expect(await wouldGo()).toBe("goes on");
});

const newestFolder = async ({ folders }: House): Promise<string> =>
  join(folders.states, (await readdir(folders.states))[0] ?? "");

/** What the next build would do if the newest version said something else of itself, and the desk knew it. */
async function wouldGoIf(file: "state.json" | "calibration.json", said: object): Promise<string> {
  const state = await newestFolder(house);
  const versionNo = Number(state.split("/").at(-1));
  const version = join(house.folders.versions, String(versionNo));
  const path = join(file === "state.json" ? state : version, file);
  const before = await readFile(path, "utf8");
  const { manifest, sha256 } = await readManifest(version);
  const know = (manifestSha256: string) =>
    desk().owner.query("update dtsen.version set manifest_sha256 = $2 where version_no = $1", [
      versionNo,
      manifestSha256,
    ]);
  await writeFile(path, JSON.stringify({ ...JSON.parse(before), ...said }));
  const inputs = { ...manifest.inputs, [MANIFEST_STATE]: (await readNote(state))?.sha256 ?? "" };
  const forged = await writeManifest(version, { ...manifest, inputs });
  expect(await wouldGo(), "a manifest that the desk does not know").toBe("state-damaged");
  await know(forged.sha256);
  const answer = await wouldGo();
  await writeFile(path, before);
  await writeManifest(version, manifest);
  await know(sha256);
  return answer;
}

test("of another revision or model, after many increments or far from its evidence it is not gone on with", async () => {
  const shares = (linked: number) => ({ linked, residual: 0, review: 0 });
  const drift = (permille: number) =>
    wouldGoIf("calibration.json", {
      carried: { sharesThen: shares(900), sharesNow: shares(900 - permille) },
    });
  expect(await wouldGoIf("state.json", { revision: "another" })).toBe("other-revision");
  expect(await wouldGoIf("state.json", { model: "another" })).toBe("state-damaged");
  expect(await wouldGoIf("state.json", { increments: 11 })).toBe("goes on");
  expect(await wouldGoIf("state.json", { increments: 12 })).toBe("increments-full");
  expect(await drift(100)).toBe("goes on");
  expect(await drift(101)).toBe("drifted");
  expect(await wouldGo()).toBe("goes on");
});

test(
  "whoever is erased leaves no state behind; the next version is matched whole and its state does not know them",
  async () => {
    const newest = await newestFolder(house);
    const versionNo = Number(newest.split("/").at(-1));
    const sealed = await readNote(newest);
    const members = text(join(house.folders.versions, String(versionNo), "membership.parquet"));
    const registry = mustAccept(await readInputs(house.desk, {}), "inputs").deliveries.findLast(
      ({ source }) => source === "dukcapil",
    );
    // The registry was delivered once more without its first two, and then whole, her row as it was; and again, which no version has read.
    const her = made.registry[5] ?? {};
    const key = record(registry?.listNo ?? 0, 3);
    const unread = await putAgain(house, { ...REGISTRY, asOf: 20260501 }, registryAgain);
    const holding = [registry?.listNo ?? 0, registry?.deliveryNo ?? 0, unread.deliveryNo];
    const namedIn = async (deliveryNo: number): Promise<bigint | undefined> =>
      withIdentity(house, [stagedFile(house, deliveryNo, "person")], async ([plain = ""]) => {
        const [row] = await db.all<{ n: bigint }>(
          `select count(*) as n from read_parquet(${text(plain)}) where nik = ${text(String(her.nik))}`,
        );
        return row?.n;
      });
    expect(await Promise.all(holding.map(namedIn))).toEqual([1n, 1n, 1n]);
    const [row] = await db.all<{ person_id: bigint }>(
      `select person_id from read_parquet(${members}) where record_key = ${key}`,
    );
    expect(await stateKnows(house, db, newest, String(her.nik))).toBe(true);
    mustAccept(await erasePerson(house, { personId: row?.person_id ?? 0n, ...BY_TWO }), "erase");
    expect(await Promise.all(holding.map(namedIn))).toEqual([0n, 0n, 0n]);
    expect(await readdir(house.folders.states)).toEqual([]);
    const keys = mustFind(sealed).note.layers.flatMap(({ files }) => files);
    for (const { keyId } of keys) expect(await house.keyring.get(keyId)).toBeUndefined();

    const after = await build(house, draftOf("after", [joined, parted, thought]));
    expect(after.matching.route).toEqual({ how: "whole", why: "person-erased" });
    const state = stateFolder(house, after.versionNo);
    expect(await stateKnows(house, db, state, String(her.nik))).toBe(false);
  },
  PATIENCE,
);
