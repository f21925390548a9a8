import { beforeAll, describe, expect, test } from "vitest";
import type { OfficeCalendarPage } from "#contract/office-calendar.ts";
import { openProposalDesk } from "#test/proposal-desk.ts";
import { deskForTests } from "#test/store.ts";

const desk = deskForTests();
/** Monday morning in the west. */
const NOW = new Date("2026-11-30T02:00:00.000Z");
let at: Awaited<ReturnType<typeof openProposalDesk>>;

beforeAll(async () => {
  at = await openProposalDesk(desk(), () => NOW);
});

const closed = { region: "3204", day: "2026-12-02", legalBasis: "SE Bupati 3/2026" };
const rule = { rule: "governor-endorses", region: "32", legalBasis: "Pergub 4/2026" };
const send = async (role: "regency-supervisor" | "province-officer", path: string, body: object) =>
  (await at.send(role, `office-calendar/${path}`, body)).code;
const read = async () =>
  (await at.as("province-officer")("GET", "/api/v1/office-calendar")).body as OfficeCalendarPage;
const dueOf = async (family: string) => {
  const { caseId } = await at.take("village-operator", { familyId: family });
  return await at.read("village-operator", caseId);
};

describe("closed days of a region", () => {
  test("move the deadlines told after them and none before; of one's own region, and of days to come", async () => {
    const before = await dueOf("1");
    expect(before.dueAt).toBe("2026-12-03T16:59:59.999Z");
    expect(await send("regency-supervisor", "closed-days", closed)).toBe("ok");
    expect(await send("regency-supervisor", "closed-days", closed)).toBe("known-already");
    const yesterday = { ...closed, day: "2026-11-29" };
    expect(await send("regency-supervisor", "closed-days", yesterday)).toBe("day-past");
    const elsewhere = { ...closed, region: "3201" };
    expect(await send("regency-supervisor", "closed-days", elsewhere)).toBe("outside-region");
    // What was recorded is known from the moment on at which it was; the desk's own clock is later than this test's.
    await desk().owner.query("update dtsen.region_closed_day set recorded_at = $1", [NOW]);
    expect((await dueOf("2")).dueAt).toBe("2026-12-04T16:59:59.999Z");
    expect((await at.read("village-operator", before.caseId)).dueAt).toBe(before.dueAt);
    expect(await read()).toMatchObject({
      zones: [{ id: "Waktu Indonesia Barat (WIB)" }],
      closedDays: [{ day: "2026-12-02", region: "3204" }],
    });
  });

  test("nobody without the right reads or keeps them", async () => {
    const answer = await at.as("village-operator")("GET", "/api/v1/office-calendar");
    expect(answer.status).toBe(403);
  });
});

describe("rules of a region", () => {
  test("begin and end with a day; cases that are open keep their way", async () => {
    const before = await dueOf("4");
    expect(before.steps).toBe(9);
    expect(await send("province-officer", "rules", { ...rule, from: "2026-11-30" })).toBe("ok");
    expect(await send("province-officer", "rules", { ...rule, from: "2026-12-01" })).toBe(
      "known-already",
    );
    expect((await dueOf("5")).steps).toBe(10);
    expect(await at.read("village-operator", before.caseId)).toMatchObject({ steps: 9 });
    expect(await send("province-officer", "rules", { ...rule, until: "2026-11-29" })).toBe(
      "day-past",
    );
    expect(await send("province-officer", "rules", { ...rule, until: "2026-12-31" })).toBe("ok");
    expect((await read()).rules).toMatchObject([{ from: "2026-11-30", until: "2026-12-31" }]);
    expect(
      await send("province-officer", "rules", { ...rule, region: "33", until: "2026-12-31" }),
    ).toBe("outside-region");
  });
});
