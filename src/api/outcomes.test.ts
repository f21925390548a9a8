import { beforeAll, describe, expect, test } from "vitest";
import type { OutcomeFigures } from "#contract/outcomes.ts";
import { CASE_KINDS } from "#domain/case-kinds.ts";
import { ENDED_WITHIN_DAYS } from "#domain/outcome-figure.ts";
import { wilson } from "#matching/wilson.ts";
import { ELSEWHERE, HERE, openProposalDesk } from "#test/proposal-desk.ts";
import { deskForTests } from "#test/store.ts";
import { countOutcomes } from "#verification/count-outcomes.ts";

const desk = deskForTests();
const now = new Date("2026-11-09T02:00:00Z");
const LATER = new Date("2026-12-28T02:00:00Z");
let at: Awaited<ReturnType<typeof openProposalDesk>>;

type Role = Parameters<typeof at.as>[0];
const read = async (role: Role, area: string) => {
  const { status, body } = await at.as(role)("GET", `/api/v1/outcomes/${area}`);
  return { status, figures: body as OutcomeFigures };
};

beforeAll(async () => {
  at = await openProposalDesk(desk(), () => now);
  await at.upTo("visit", 1);
  await at.upTo("deliberation", 2);
  await at.upTo("ministry", 3);
  const declined = await at.upTo("deliberation", 4);
  const said = at.deliberationOf(
    declined,
    {},
    { decision: "declined", votesFor: 1, votesAgainst: 9 },
  );
  expect((await at.send("village-operator", "deliberations", said)).code).toBe("ok");
  const answered = await at.upTo("register", 5);
  await desk().owner.query(
    `update dtsen.aid_proposal set answered_version_no = 1, before_decile = 5, after_decile = 2 where case_id = $1`,
    [answered],
  );
  await at.upTo("visit", 6);
  await desk().owner.query(
    "insert into dtsen.suppression (unit, unit_id, ground, village_no, ordered_by) select 'family', 6, 'shelter', $1, min(account_id) from dtsen.account",
    [HERE],
  );
});

describe("outcomes of a region", () => {
  test("nothing is said before anything was counted", async () => {
    const { figures } = await read("village-operator", String(HERE));
    expect([figures.countedAt, figures.kinds, figures.found]).toEqual([undefined, [], []]);
  });

  test("counts are those that a slow reading of every case makes, hidden families left out", async () => {
    await countOutcomes(desk(), LATER.toISOString());
    const { rows } = await desk().owner.query<{
      kind: string;
      state: string;
      due_at: Date | null;
      opened_at: Date;
      since: Date;
      family_id: number | null;
    }>("select kind, state, due_at, opened_at, since, family_id from dtsen.case_file");
    const shown = rows.filter(({ family_id }) => family_id !== 6);
    expect(shown.length).toBe(rows.length - 1);
    const { figures } = await read("village-operator", String(HERE));
    expect(figures.countedAt).toBe("2026-12-28T02:00:00Z");
    for (const kind of CASE_KINDS) {
      const own = shown.filter((row) => row.kind === kind);
      const ended = own.filter(({ state }) => ["done", "refused", "withdrawn"].includes(state));
      const underWay = own.filter((row) => !ended.includes(row));
      const slow = {
        underWay: underWay.length,
        overdue: underWay.filter(({ due_at }) => due_at !== null && due_at < LATER).length,
        refused: own.filter(({ state }) => state === "refused").length,
        took: [...ENDED_WITHIN_DAYS, Number.POSITIVE_INFINITY].map(
          (most, i, all) =>
            ended.filter(({ opened_at, since }) => {
              const days = (since.getTime() - opened_at.getTime()) / 86_400_000;
              return days <= most && days > (all[i - 1] ?? -1);
            }).length,
        ),
      };
      const told = figures.kinds.find((one) => one.kind === kind);
      if (own.length === 0) expect(told).toBeUndefined();
      else expect(told).toMatchObject(slow);
    }
    const proposals = figures.kinds.find(({ kind }) => kind === "aid-proposal");
    expect(proposals?.overdue).toBeGreaterThan(2);
    expect(proposals?.refused).toBe(1);
  });

  test("what was found is a share of what was looked into, with its interval", async () => {
    const { figures } = await read("regency-verifier", "3204");
    expect(figures.found.map(({ measure }) => measure)).toEqual([
      "proposal-gains",
      "visit-differs",
    ]);
    expect(figures.found[0]).toMatchObject({
      looked: 1,
      found: 1,
      error: "exclusion",
      ...wilson(1, 1),
    });
    const { rows } = await desk().owner.query<{ met: number }>(
      "select count(*)::int as met from dtsen.ground_check where outcome = 'met' and family_id <> 6",
    );
    expect(figures.found[1]).toMatchObject({ looked: rows[0]?.met, found: rows[0]?.met });
    expect(figures.parts).toMatchObject([
      { region: { code: "320405" }, looked: 1 + (rows[0]?.met ?? 0) },
    ]);
  });

  test("nobody reads a region that is not wholly theirs, nor kinds of case that they may not read", async () => {
    expect((await read("village-operator", "3204")).status).toBe(404);
    expect((await read("village-operator", String(ELSEWHERE))).status).toBe(404);
    expect((await read("regency-verifier", "ID")).status).toBe(404);
    expect((await read("ministry-officer", "ID")).status).toBe(200);
    expect((await read("auditor", "3204")).status).toBe(403);
    await desk().owner.query(
      `insert into dtsen.outcome_figure values ($1, 'objection', 'open', 3), ($1, 'objection-upheld', 'looked', 3), ($2, 'aid-proposal', 'open', 9)`,
      [HERE, ELSEWHERE],
    );
    const village = (await read("village-operator", String(HERE))).figures;
    expect(village.kinds.map(({ kind }) => kind)).toEqual(["aid-proposal"]);
    expect(village.found.map(({ measure }) => measure)).not.toContain("objection-upheld");
    const regency = (await read("regency-supervisor", "3204")).figures;
    expect(regency.kinds.map(({ kind }) => kind)).toContain("objection");
    const nation = (await read("ministry-officer", "ID")).figures;
    expect(nation.parts.map(({ region }) => region.code)).toEqual(["32"]);
    expect(nation.parts[0]?.underWay).toBeGreaterThan(11);
  });

  test("counted again, nothing stays of what was", async () => {
    await countOutcomes(desk(), LATER.toISOString());
    const { rows } = await desk().owner.query(
      "select count(*)::int as left_over from dtsen.outcome_figure where village_no = $1",
      [ELSEWHERE],
    );
    expect(rows).toEqual([{ left_over: 0 }]);
  });
});
