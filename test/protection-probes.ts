import { randomUUID } from "node:crypto";
import type { Desk } from "#store/open.ts";
import type { FixtureFamily } from "#test/desk-fixture.ts";
import { mayOpenVault, mayProtect } from "#test/endpoint-oracle.ts";
import type { Finding, Probe } from "#test/work-probes.ts";

type Families = () => readonly FixtureFamily[];

/** An order of somebody who is in no version, so that nobody else's reading changes; numbered by family. */
const orderOf = ({ familyId }: FixtureFamily): number => 9000 + familyId;

/** For each family an order in force in its village. */
export async function plantProtection(
  desk: Desk,
  families: readonly FixtureFamily[],
): Promise<void> {
  for (const one of families) {
    await desk.owner.query(
      `insert into dtsen.suppression (suppression_id, unit, unit_id, ground, village_no, ordered_by)
       overriding system value select $1, 'person', $1, 'threat', $2, min(account_id) from dtsen.account`,
      [orderOf(one), one.villageNo],
    );
  }
}

const LAST_YEAR = "2025-01-01";
const ON_A_LAW = { basis: "victim-protection", caseReference: "uji matriks" };

/** Acts that would hide or record are asked with a day that is past: whoever may is told so, nobody else is. */
export function protectionProbes(families: Families): Readonly<Record<string, Probe>> {
  return {
    listSuppressions: async ({ role, region, ask }) => {
      const { text } = await ask("GET", "/api/v1/suppressions?limit=50");
      return families().map((one) => ({
        at: `${role} suppressions ${one.familyId}`,
        expected: mayProtect(role, region, one.villageNo, "orders"),
        given: text.includes(`"suppressionId":"${orderOf(one)}"`),
      }));
    },
    orderSuppression: each(
      families,
      ({ familyId }) => [
        "/api/v1/suppressions",
        {
          unit: "family",
          unitId: String(familyId),
          ground: "threat",
          basis: "victim-protection",
          reference: "uji matriks",
          reviewOn: LAST_YEAR,
        },
      ],
      "review-day-wrong",
      (role, region, villageNo) => mayProtect(role, region, villageNo, "orders"),
    ),
    stepSuppression: async (visit) => [
      ...(await each(
        families,
        (one) => [
          `/api/v1/suppressions/${orderOf(one)}/steps`,
          { step: "keep", reviewOn: LAST_YEAR },
        ],
        "review-day-wrong",
        (role, region, villageNo) => mayProtect(role, region, villageNo, "orders"),
      )(visit)),
      ...(await each(
        families,
        (one) => [`/api/v1/suppressions/${orderOf(one)}/steps`, { step: "release" }],
        "release-not-asked",
        (role, region, villageNo) => mayProtect(role, region, villageNo, "releases"),
      )(visit)),
    ],
    readVault: each(
      families,
      ({ familyId }) => [`/api/v1/persons/${familyId * 10}/vault/readings`, ON_A_LAW],
      '"facts"',
      mayOpenVault,
    ),
    recordVaultNote: each(
      families,
      ({ familyId }) => [
        `/api/v1/persons/${familyId * 10}/vault/notes`,
        { ...ON_A_LAW, category: "pas", text: "uji matriks", eraseAfter: LAST_YEAR },
      ],
      "erase-day-wrong",
      mayOpenVault,
    ),
  };
}

/** One act about every family; given where the answer holds these words. */
function each(
  families: Families,
  request: (one: FixtureFamily) => readonly [url: string, body: object],
  words: string,
  may: (role: string, region: string, villageNo: number) => boolean,
): Probe {
  return async ({ role, region, ask }) => {
    const findings: Finding[] = [];
    for (const one of families()) {
      const [url, body] = request(one);
      const headers = { "idempotency-key": randomUUID() };
      const { status, text } = await ask("POST", url, { body, headers });
      findings.push({
        at: `${role} POST ${url} at ${one.villageNo}: ${status}`,
        expected: may(role, region, one.villageNo),
        given: text.includes(words),
      });
    }
    return findings;
  };
}
