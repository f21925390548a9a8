import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { dice } from "#domain/dice.ts";
import { FAMILIES, HERE, openProposalDesk } from "#test/proposal-desk.ts";
import { PATIENCE, SIZES } from "#test/sizes.ts";
import { deskForTests } from "#test/store.ts";

const desk = deskForTests();
let at: Awaited<ReturnType<typeof openProposalDesk>>;

beforeAll(async () => {
  at = await openProposalDesk(desk(), () => new Date());
});

type Sending = {
  readonly path: "ground-checks" | "aid-proposals";
  readonly key: string;
  readonly body: object;
};

/** What a device has kept: a visit, and a proposal that somebody described, each under a number of its own. */
function keptBy(device: number): readonly Sending[] {
  const family = 1 + (device % (FAMILIES.length - 1));
  const { caseId: _none, ...visit } = at.visitOf("0", family, {
    answers: [
      { variable: "floor_material", value: 1 + (device % 8) },
      { variable: "bicycle", value: device },
    ],
  });
  const described = {
    village: String(HERE),
    told: { headName: `Keluarga ${device}`, address: "Gang Buntu" },
    ...{ aim: "data-update", proposer: "neighbour", grounds: ["bad-housing"] },
  };
  return [
    { path: "ground-checks", key: randomUUID(), body: visit },
    { path: "aid-proposals", key: randomUUID(), body: described },
  ];
}

test(
  "doubled, out of order, cut off and over again: nothing lost, nothing doubled, nothing written over",
  async () => {
    const random = dice(11);
    const kept = Array.from({ length: SIZES.sendingDevices }, (_, device) => keptBy(device)).flat();
    const sending = kept
      .flatMap((one) => Array.from({ length: 1 + random(3) }, () => one))
      .map((one) => ({ one, order: random(1_000_000), isCut: random(4) === 0 }))
      .sort((a, b) => a.order - b.order);
    const first = new Map<string, string>();
    const said = async ({ path, key, body }: Sending): Promise<void> => {
      const role = path === "ground-checks" ? "psm" : "village-operator";
      const { code, answer } = await at.send(role, path, body, key);
      expect(code).toBe("ok");
      const text = JSON.stringify(answer);
      expect(first.get(key) ?? text, "the same receipt for ever").toBe(text);
      first.set(key, text);
    };
    // Sent once with an answer that never arrives, then again; two of one message at once.
    for (const { one, isCut } of sending)
      await Promise.all(isCut ? [said(one), said(one)] : [said(one)]);
    // Everything over again at the end of the day, by a device that has forgotten what arrived.
    for (const one of kept) await said(one);
    // Another message under a number that is taken changes nothing and says so.
    for (const { path, key, body } of kept.slice(0, 40)) {
      const role = path === "ground-checks" ? "psm" : "village-operator";
      const other =
        path === "ground-checks"
          ? { ...body, respondent: "spouse" }
          : { ...body, proposer: "self" };
      expect((await at.send(role, path, other, key)).code).toBe("key-reused");
    }
    const { rows } = await desk().owner.query(
      `select (select count(*)::int from dtsen.ground_check) as visits, (select count(*)::int from dtsen.aid_proposal) as proposals,
         (select count(*)::int from dtsen.ground_check_answer where variable_id = 'bicycle') as answers,
         (select count(distinct value)::int from dtsen.ground_check_answer where variable_id = 'bicycle') as different,
         (select count(*)::int from dtsen.ground_check where respondent = 'spouse') as written_over`,
    );
    const devices = SIZES.sendingDevices;
    expect(rows).toEqual([
      {
        ...{ visits: devices, proposals: devices, answers: devices, different: devices },
        written_over: 0,
      },
    ]);
  },
  PATIENCE,
);
