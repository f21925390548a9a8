import { createHmac } from "node:crypto";
import { rename } from "node:fs/promises";
import type { FastifyInstance } from "fastify";
import { beforeAll, describe, expect, test } from "vitest";
import type { FamilyAsOf, PastFamily } from "#contract/family-as-of.ts";
import type { Problem } from "#contract/problem.ts";
import { answerLakeJob } from "#jobs/answer-lake-job.ts";
import { readFamilyAsOf } from "#jobs/family-as-of.ts";
import { LAKE_WORKER_BOUNDS, runLakeWorkerOnce } from "#jobs/keep-lake-worker.ts";
import type { Desk } from "#store/open.ts";
import { askPast } from "#store/past-family.ts";
import { asSession } from "#store/transact.ts";
import { plantPast } from "#test/as-of-world.ts";
import { jobOf, type LakeHouse } from "#test/lake-house.ts";
import { signedIn } from "#test/sign-in.ts";
import { sessionForTests } from "#test/store.ts";

const PURPOSE = "verification";

/** What the register said of a family then: told in the house of the lake's other questions. */
export function asOfStory(
  desk: () => Desk,
  lake: () => LakeHouse,
  app: () => FastifyInstance,
): void {
  describe("a family as of a version or a day", () => {
    let verifier: Awaited<ReturnType<typeof signedIn>>;
    const get = (familyId: number, query: string, ask = verifier) =>
      ask("GET", `/api/v1/families/${familyId}/as-of?${query}`, { purpose: PURPOSE });
    const ready = async (familyId: number, query: string, ask = verifier) => {
      const { body, status } = await get(familyId, query, ask);
      expect([status, (body as FamilyAsOf).state], JSON.stringify(body)).toEqual([200, "ready"]);
      const answer = body as FamilyAsOf;
      return { answer, past: answer.past as PastFamily };
    };
    const floorOf = ({ groups }: PastFamily) =>
      groups.flatMap(({ facts }) => facts).find(({ variable }) => variable === "floor_material");
    const refusedAs = async (familyId: number, query: string) => {
      const { body, status } = await get(familyId, query);
      return `${status} ${(body as Problem).code}`;
    };

    beforeAll(async () => {
      await plantPast(desk(), lake());
      verifier = await signedIn(app(), "regency-verifier", new Date());
    });
    test("a version that the desk keeps no more is read in the lake, once, for whoever asked", async () => {
      const first = await get(1, "version=2026-1");
      expect([first.status, (first.body as FamilyAsOf).state]).toEqual([202, "reading"]);
      // Asked again meanwhile it is the same job.
      await get(1, "version=2026-1");
      for (const id of [2, 7, 8, 901]) await get(id, "version=2026-1");
      const ended = (await runLakeWorkerOnce(lake().house)).map(({ state }) => state);
      expect(ended.slice(-5)).toEqual(["done", "done", "done", "done", "done"]);
      const { rows } = await desk().owner.query<{ n: number }>(
        "select count(*)::int as n from dtsen.lake_job where kind = 'family-as-of'",
      );
      expect(rows[0]?.n).toBe(5);
      const { answer, past } = await ready(1, "version=2026-1");
      expect(answer).toMatchObject({
        readFrom: "lake",
        version: { label: "2026-1" },
        publications: [{ kind: "first", by: "bps-steward", from: "2026-02-01T02:00:00.000Z" }],
        known: [],
        later: [],
      });
      expect(past).toMatchObject({ familyId: "1", how: "same", size: 2, factsAsOf: "2025-12-01" });
      expect(past.standing).toMatchObject({ national: 2 });
      expect(past.standingNow).toMatchObject({ national: 3 });
      // The lake names nobody: who is at the desk today has a name, whoever left has a number.
      expect(
        past.members.map(({ personId, name, since, age }) => [personId, name, since, age]),
      ).toEqual([
        ["10", "Warga Hari Ini 1", "stays", 40],
        ["11", undefined, "left", 8],
      ]);
      expect(floorOf(past)?.now).toBeDefined();
      expect(past.groups.find(({ group }) => group === "housing")?.source).toBeDefined();
      expect(past.programs.map(({ program, outcome }) => [program, outcome])).toContainEqual([
        "pkh",
        "ineligible",
      ]);
    });

    test("every step is noted in the name of whoever asked, and the job keeps nothing of the family", async () => {
      const { rows } = await desk().owner.query<{ line: string }>(
        `select distinct concat_ws(' ', e.act, e.purpose_code, a.username, e.fields_class, e.decision) as line
         from dtsen.audit_entry e join dtsen.account a using (account_id) where e.family_id = 1 and (e.act like '%past%' or e.act = 'open-lake') order by 1`,
      );
      const by = `${PURPOSE} regency-verifier facts allowed`;
      expect(rows.map(({ line }) => line)).toEqual(
        ["ask-past", "end-past", "open-lake", "read-past-family"].map((act) => `${act} ${by}`),
      );
      const jobs = await desk().owner.query<{ result: object }>(
        "select distinct result from dtsen.lake_job where kind = 'family-as-of' and state = 'done'",
      );
      expect(jobs.rows).toEqual([{ result: {} }]);
    });

    test("on a day: what held, what was known by its end, and apart from it what came later", async () => {
      const before = await ready(1, "day=2026-03-09");
      expect(floorOf(before.past)?.corrected).toBeUndefined();
      expect(before.answer.known.map(({ kind }) => kind)).toEqual(["version-first"]);
      const on = await ready(1, "day=2026-03-12");
      expect(on.answer).toMatchObject({
        version: { label: "2026-1" },
        asked: { day: "2026-03-12" },
      });
      expect(floorOf(on.past)).toMatchObject({ corrected: true });
      expect(floorOf(on.past)?.versionSaid).toBeDefined();
      expect(on.answer.known.map(({ kind }) => kind)).toEqual([
        "version-first",
        "finding-recorded",
        "finding-confirmed",
      ]);
      expect(on.answer.later.map(({ kind }) => kind)).toEqual([
        "version-first",
        "finding-recorded",
      ]);
      const switched = await ready(1, "day=2026-08-01");
      expect(switched.answer).toMatchObject({
        version: { label: "2026-4" },
        earlierThatDay: ["2026-1"],
        readFrom: "desk",
      });
    });

    test("a family of today is found under its number of then, and the answer says so", async () => {
      const took = await ready(2, "version=2026-1");
      expect(took.past).toMatchObject({ familyId: "2", how: "same", others: ["3"] });
      const merged = await ready(901, "version=2026-1");
      expect(merged.past).toMatchObject({ familyId: "5", how: "merged", others: [] });
      await get(900, "version=2026-1");
      await get(902, "version=2026-1");
      await get(903, "version=2026-1");
      await runLakeWorkerOnce(lake().house);
      const parted = await ready(900, "version=2026-1");
      expect(parted.past).toMatchObject({ familyId: "4", how: "parted" });
      expect(parted.past.joined.map(({ personId }) => personId)).toEqual(["9000"]);
      // The one that it was a part of is not the reader's to read today: as if there were none.
      expect(await refusedAs(902, "version=2026-1")).toBe("404 family-not-in-version");
      expect(await refusedAs(903, "version=2026-1")).toBe("404 family-not-in-version");
    });

    test("by the rights of today: who is elsewhere, hidden or erased is so in old versions too", async () => {
      const { past } = await ready(7, "version=2026-1");
      expect(past.members.map(({ personId }) => personId)).toEqual(["70"]);
      const erased = await ready(8, "version=2026-1");
      expect(erased.past.members[1]).toEqual({
        personId: "81",
        isHead: false,
        relationship: { id: "sudah dihapus", en: "erased" },
        sex: { id: "sudah dihapus", en: "erased" },
        since: "erased",
        groups: [],
      });
      expect(erased.answer.notes.map(({ code }) => code)).toContain("erased");
      const hide = (unit: string, id: number) =>
        desk().owner.query("insert into dtsen.hidden_unit values ($1, $2)", [unit, id]);
      await desk().owner.query("alter table dtsen.hidden_unit owner to dtsen_owner");
      await hide("person", 11);
      const hidden = await ready(1, "version=2026-1");
      expect([hidden.past.size, hidden.past.members.length]).toEqual([1, 1]);
      // All that are left of it hidden: there is no such family.
      await hide("person", 10);
      expect(await refusedAs(1, "version=2026-1")).toBe("404 family-not-in-version");
      await desk().owner.query("delete from dtsen.hidden_unit");
    });

    test("what was brought for one is nobody else's, and an erasure takes all of it away", async () => {
      const other = await signedIn(app(), "ministry-officer", new Date());
      const asked = await other("GET", "/api/v1/families/1/as-of?version=2026-1", {
        purpose: "complaint",
      });
      expect(asked.status).toBe(202);
      const kept = async () =>
        (
          await desk().owner.query<{ n: number }>(
            "select count(*)::int as n from dtsen.past_family",
          )
        ).rows[0]?.n;
      expect(await kept()).toBe(8);
      await desk().owner.query(
        "insert into dtsen.tombstone (unit, unit_id, ground, erased_by) values ('person', 7999, 'uji', 'a')",
      );
      expect(await kept()).toBe(0);
      const far = await get(6, "version=2026-1");
      expect([far.status, (far.body as Problem).code]).toEqual([404, "not-found"]);
    });

    test.each([
      ["", "400 ask-one-thing"],
      ["version=2026-1&day=2026-03-01", "400 ask-one-thing"],
      ["day=31-12-2026", "400 not-a-day"],
      ["day=2126-01-01", "400 day-in-future"],
      ["day=2026-01-31", "404 before-first-publication"],
      ["version=2031-1", "404 version-unknown"],
      ["version=2027-1", "409 version-never-in-force"],
    ])("?%s is refused as %s, with a sentence and a remedy", async (query, code) => {
      await desk().owner.query(
        `insert into dtsen.version (label, state, basis, as_of, manifest_sha256, built_by)
         values ('2027-1', 'frozen', 'persons', '2026-12-31', 'x', 'test') on conflict do nothing`,
      );
      expect(await refusedAs(1, query)).toBe(code);
      const { body } = await get(1, query);
      expect((body as Problem).detail_id.length).toBeGreaterThan(10);
      expect((body as Problem).remedy).toMatch(/ \/ /);
    });

    test("files that are kept no more, or are not as they were written, tell nothing", async () => {
      const gone = async (from: string, to: string) => {
        const at = (name: string) => `${lake().folder}${name}`;
        await rename(at(from), at(to));
        await desk().owner.query("delete from dtsen.past_family");
        await get(4, "version=2026-1");
        await runLakeWorkerOnce(lake().house);
        const code = await refusedAs(4, "version=2026-1");
        await rename(at(to), at(from));
        await desk().owner.query(
          "alter table dtsen.lake_job disable trigger user; update dtsen.lake_job set ended_at = now() - interval '1 hour'; alter table dtsen.lake_job enable trigger user",
        );
        return code;
      };
      expect(await gone("", "-archived")).toBe("410 version-files-gone");
      expect(await gone("/manifest.json", "/manifest.old")).toBe("503 version-unreadable");
    });

    test("at the command line the same, in the name of an account that may read the family today", async () => {
      const draft = { familyId: 1, versionNo: lake().versionNo, purpose: PURPOSE } as const;
      const told = await readFamilyAsOf(lake().house, { ...draft, by: "regency-verifier" });
      expect(told).toMatchObject({
        ok: true,
        value: { from: "lake", roles: ["regency-verifier"] },
      });
      if (!told.ok) return;
      expect(told.value.said.families.map(({ family_id }) => family_id)).toEqual([1]);
      for (const change of [
        { by: "nobody" },
        { by: "bps-statistician" },
        { by: "regency-verifier", familyId: 6 },
        { by: "regency-verifier", purpose: "protection" as const },
      ]) {
        const answer = await readFamilyAsOf(lake().house, { ...draft, ...change });
        expect(answer, change.by).toEqual({ ok: false, problem: "reading-right-not-held" });
      }
    });

    test("whoever goes past the doors is asked by the desk itself, and is told of nobody who is hidden", async () => {
      const { versionNo } = lake();
      const token = await sessionForTests(desk(), "regency-verifier");
      const askedOf = (familyId: number) =>
        asSession(desk(), token, PURPOSE, (tx) =>
          askPast(tx, { versionNo, familyId, requestId: "test" }),
        );
      expect(await askedOf(6)).toBeUndefined();
      expect(await askedOf(4)).toBeDefined();
      const hide = (is: boolean) =>
        desk().owner.query("update dtsen.family set is_suppressed = $1 where family_id = 4", [is]);
      await hide(true);
      expect(await askedOf(4)).toBeUndefined();
      const draft = { familyId: 4, versionNo, purpose: PURPOSE, by: "regency-verifier" } as const;
      expect(await readFamilyAsOf(lake().house, draft)).toMatchObject({ ok: false });
      await hide(false);
      expect(await readFamilyAsOf(lake().house, draft)).toMatchObject({ ok: true });
    });

    test("the worker opens only the tables that name nobody, and only where the desk signed for them", async () => {
      await get(4, "version=2026-1");
      const { rows } = await desk().owner.query<{ job_no: number }>(
        "select max(job_no)::int as job_no from dtsen.lake_job where kind = 'family-as-of'",
      );
      const job = await jobOf(desk(), rows[0]?.job_no ?? 0);
      const means = {
        ...LAKE_WORKER_BOUNDS,
        jobKey: Buffer.from(desk().lakeAccess.jobKey, "base64"),
        versionsFolder: lake().house.folders.versions,
      };
      const answerTo = async (columns: readonly string[], state = "published") => {
        const body = JSON.stringify({ ...(JSON.parse(job.body) as object), columns });
        const signature = createHmac("sha256", means.jobKey).update(body).digest();
        const standing = { ...job.standing, state };
        const outcome = await answerLakeJob(
          means,
          { ...job, body, signature, standing },
          new Date(),
        );
        return outcome.state === "done" ? "done" : outcome.reason;
      };
      const tables = ["family", "outcome", "person", "provenance", "rank"];
      expect(await answerTo(tables)).toBe("done");
      // What it said while in force stays said once it was taken back; what never was in force says nothing.
      expect(await answerTo(tables, "withdrawn")).toBe("done");
      expect(await answerTo(tables, "projected")).toBe("version-not-published");
      expect(await answerTo([...tables, "vault"])).toBe("column-not-offered");
      expect(await answerTo(["identity"])).toBe("column-not-offered");
    });
  });
}
