import { readdir, rename } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { quiet } from "#domain/progress.ts";
import { accept } from "#domain/result.ts";
import { emptyHouseForTests } from "#test/empty-house.ts";
import { PATIENCE } from "#test/sizes.ts";
import { BPS, deliverHamlet, hamlet, putStaged } from "#test/staged-house.ts";
import { deskForTests } from "#test/store.ts";
import { stagedSurvey } from "./build-staged.ts";
import { type BuildDraft, buildVersion } from "./build-version.ts";
import { withBuildLock } from "./build-version-row.ts";
import { listVersions } from "./list-versions.ts";

const desk = deskForTests();
const house = emptyHouseForTests(desk);
const made = hamlet(5, 12);
/** Fewer than sixty households: no model can be learned of them. */
const TOO_SMALL = 48;

beforeAll(async () => await deliverHamlet(house(), made));

const build = (label: string, draft: Partial<BuildDraft> = {}, at = house()) => {
  const asOf = "2026-04-01" as PlainDate;
  const plain = { label, basis: "persons", asOf, seed: "1", actors: BPS, decisions: [] } as const;
  return buildVersion(at, { ...plain, ...draft }, quiet);
};

type Row = { readonly no: number; readonly state: string; readonly why: string | null };
const rowOf = async (label: string): Promise<Row | undefined> => {
  const { rows } = await desk().owner.query<Row>(
    `select version_no as no, state, failed_reason as why from dtsen.version
     where label = $1 and (state = 'failed') = (failed_at is not null)`,
    [label],
  );
  return rows[0];
};

test(
  "a survey of too few households refuses the build instead of breaking it, and leaves no stages",
  async () => {
    expect(made.sample).toHaveLength(TOO_SMALL);
    const keys: string[] = [];
    const mint = async (purpose: string) => {
      const key = await house().keyring.mint(purpose);
      keys.push(key.id);
      return key;
    };
    const noting = { ...house(), keyring: { ...house().keyring, mint } };
    expect(await build("2026-1", {}, noting)).toEqual({ ok: false, problem: "survey-too-small" });
    expect(await rowOf("2026-1")).toEqual({ no: 1, state: "failed", why: "survey-too-small" });
    expect(await readdir(house().folders.versions)).toEqual([]);
    expect(keys.length).toBeGreaterThan(2);
    for (const id of keys) expect(await house().keyring.get(id)).toBeUndefined();
  },
  PATIENCE,
);

test(
  "an error is no refusal: it is thrown, its words stay out of the row, and the build goes on later",
  async () => {
    const survey = hamlet(6, 40).sample;
    await putStaged(house(), { source: "susenas", set: "survey", asOf: 20260302 }, survey);
    const file = stagedSurvey(house(), 6);
    await rename(file, `${file}.away`);
    await expect(build("2026-2")).rejects.toThrow("ENOENT");
    expect(await rowOf("2026-2")).toEqual({ no: 2, state: "failed", why: "unexpected-error" });
    expect(await readdir(house().folders.versions)).toEqual(["2.building"]);
    await rename(`${file}.away`, file);
    // A killed build of another label: nobody else holds the lock, so nobody builds it.
    await desk().owner.query(
      "update dtsen.version set state = 'building', failed_at = null, failed_reason = null where version_no = 1",
    );
    const [dead] = await listVersions(house(), "2026-1");
    expect(dead).toMatchObject({ state: "failed", failed_reason: "stopped" });
    await withBuildLock(desk(), async () => {
      const [running] = await listVersions(house(), "2026-1");
      expect(running).toMatchObject({ state: "building", failed_reason: null });
      return accept("seen");
    });
    const built = await build("2026-2");
    expect(built).toMatchObject({
      ok: true,
      value: { versionNo: 2, resumed: ["matching", "registry"] },
    });
    expect(await rowOf("2026-1")).toEqual({ no: 1, state: "failed", why: "stopped" });
  },
  PATIENCE,
);

test(
  "a label that was refused and is built after another one stands behind it, with its number",
  async () => {
    const built = await build("2026-1");
    expect(built).toMatchObject({ ok: true, value: { versionNo: 3 } });
    expect(await rowOf("2026-1")).toEqual({ no: 3, state: "frozen", why: null });
    const { rows } = await desk().owner.query(
      "select parent_version_no as parent from dtsen.version where version_no = 3",
    );
    expect(rows).toEqual([{ parent: 2 }]);
  },
  PATIENCE,
);
