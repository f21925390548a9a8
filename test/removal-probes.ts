import type pg from "pg";
import type { FixtureFamily } from "#test/desk-fixture.ts";
import { mayCheck, mayDecide } from "#test/endpoint-oracle.ts";
import { checksSeen } from "#test/rls-oracle.ts";
import { counted, seen } from "#test/rls-probes.ts";
import { placeOfId } from "#test/rls-world.ts";
import type { Probe as Operation } from "#test/work-probes.ts";

/** A run that was issued, one that waits with a notice laid ready, and what hangs on them, as SQL. */
export const plantedRuns = (version: number, village: number): string => `
  insert into removal_run (run_no, before_no, version_no, figures, file_sha256, reply_days, issued_on, effect_on)
    overriding system value values
    (70, ${version} + 70, ${version}, '{}', repeat('0', 64), 30, '2026-01-01', '2026-01-31'),
    (71, ${version} + 70, ${version}, '{}', repeat('0', 64), 30, null, null);
  insert into removal_bound values (70, 'x', 'nation', 0, 'any', null, 100, null, 40, 'within', 'x', true);
  insert into removal_override values (70, 'x', 1, 'alasan yang cukup panjang');
  insert into removal (removal_id, run_no, version_no, program, unit, unit_id, family_id, village_no, domicile_village_no,
      cause, detail, is_reviewed, state)
    overriding system value values (998, 71, ${version}, 'y', 'family', 101, 101, ${village}, ${village}, 'decile', 'x', true, 'noticed');`;

/** A notice and an act on it at one place. */
export const plantedRemoval = (
  version: number,
  id: number,
  village: number,
  home: number,
): string => `
  insert into removal (removal_id, run_no, version_no, program, unit, unit_id, family_id, village_no, domicile_village_no,
      cause, detail, is_reviewed, state)
    overriding system value values (${id}, 70, ${version}, 'x', 'family', ${id}, ${id}, ${village}, ${home}, 'decile', 'x', true,
      'noticed');
  insert into removal_act (removal_id, act, account_id, reason, village_no, domicile_village_no)
    values (${id}, 'keep', 1, 'alasan yang cukup panjang', ${village}, ${home});
  insert into notice_delivery (removal_id, how, on_day, account_id, village_no, domicile_village_no)
    values (${id}, 'not-met', '2026-01-02', 1, ${village}, ${home});
  insert into notice_letter values (decode(lpad('${id}', 8, '0'), 'hex'), ${id}, ${village}, ${version});`;

/** Notices are seen where families are; what is laid ready beside a version that waits is nobody's to read. */
export const removalReads = () => [
  seen("removal", placeOfId("family_id"), checksSeen),
  counted("removal", "removal_id = 998", () => 0),
  seen("removal_act", placeOfId("removal_id"), checksSeen),
  seen("notice_delivery", placeOfId("removal_id"), checksSeen),
];

/** A notice of every family of a fixture, in the version that is in force. */
export async function plantRemovals(
  owner: Pick<pg.Pool, "query">,
  families: readonly FixtureFamily[],
  [versionNo, otherNo]: readonly [number, number],
): Promise<void> {
  await owner.query(
    `insert into dtsen.removal_run (run_no, before_no, version_no, figures, file_sha256, reply_days, issued_on, effect_on)
       overriding system value values (1, $1, $2, '{"programs": []}', repeat('0', 64), 30, '2026-01-01', '2026-01-31')`,
    [otherNo, versionNo],
  );
  for (const { familyId, villageNo } of families) {
    await owner.query(
      `insert into dtsen.removal (removal_id, run_no, version_no, program, unit, unit_id, family_id, village_no,
         domicile_village_no, cause, detail, is_reviewed, state)
       overriding system value values ($1, 1, $2, 'pkh', 'family', $1, $1, $3, $3, 'decile', 'decile-1-to-4', true, 'noticed')`,
      [familyId, versionNo, villageNo],
    );
  }
}

const REASON = "uji matriks, berita acara 12/2026";

/** Probes of the operations on removals. */
export function removalProbes(
  families: () => readonly FixtureFamily[],
  figures: (role: string) => boolean,
): Readonly<Record<string, Operation>> {
  const decides = (role: string, region: string, villageNo: number) =>
    mayDecide(role, region, villageNo) ||
    (role === "agency-head" && mayCheck(role, region, villageNo));
  const mayRecord = (role: string, region: string, villageNo: number) =>
    mayDecide(role, region, villageNo) ||
    (["village-operator", "regency-data-entry"].includes(role) &&
      mayCheck(role, region, villageNo));
  return {
    readVersionRemovals: async ({ role, ask }) => {
      const { status } = await ask("GET", "/api/v1/versions/1/removals");
      return [{ at: `${role} removals`, expected: figures(role), given: status === 200 }];
    },
    overrideRemovals: async ({ role, ask }) => {
      const { status } = await ask("POST", "/api/v1/versions/2/removals/pkh/overrides", {
        body: { reason: REASON },
        headers: { "idempotency-key": `removals-${role}` },
      });
      // Nothing was simulated: who may is told so, nobody else is.
      const expected = role === "program-determiner";
      return [{ at: `${role} answers for removals`, expected, given: status === 409 }];
    },
    listRemovals: async ({ role, region, ask }) => {
      const pages = ["open", "kept"].map(
        async (state) => await ask("GET", `/api/v1/removals?limit=50&state=${state}`),
      );
      const text = (await Promise.all(pages)).map((page) => page.text).join();
      return families().map((one) => ({
        at: `${role} removals ${one.familyId}`,
        expected: mayCheck(role, region, one.villageNo),
        given: text.includes(one.headName),
      }));
    },
    stepRemoval: async ({ role, region, ask }) =>
      await Promise.all(
        families().map(async ({ familyId, villageNo }) => {
          const { status } = await ask("POST", `/api/v1/removals/${familyId}/acts`, {
            body: { act: "keep", reason: REASON },
            headers: { "idempotency-key": `keep-${role}-${familyId}` },
          });
          // Kept once, it is kept: who may is told that there is nothing left to do.
          const given = status === 200 || status === 409;
          const expected = decides(role, region, villageNo);
          return { at: `${role} keeps ${familyId}`, expected, given };
        }),
      ),
    recordDelivery: async ({ role, region, ask }) =>
      await Promise.all(
        families().map(async ({ familyId, villageNo }) => {
          const { status } = await ask("POST", `/api/v1/removals/${familyId}/deliveries`, {
            body: { way: "not-met", on: "2026-01-05" },
            headers: { "idempotency-key": `deliver-${role}-${familyId}` },
          });
          // Kept by then, it is not brought any more: who may is told so.
          const given = status === 200 || status === 409;
          const expected = mayRecord(role, region, villageNo);
          return { at: `${role} brings a letter to ${familyId}`, expected, given };
        }),
      ),
    printNotices: async ({ role, region, ask }) => {
      const villages = [...new Set(families().map(({ villageNo }) => villageNo))];
      return await Promise.all(
        villages.map(async (villageNo) => {
          const { status } = await ask(
            "GET",
            `/api/v1/removals/letters?village=${String(villageNo).padStart(10, "0")}`,
          );
          // Whoever may reads that there is none left, or gets them; nobody else gets any.
          const given = status === 200;
          return {
            at: `${role} prints letters of ${villageNo}`,
            expected: given && mayRecord(role, region, villageNo),
            given,
          };
        }),
      );
    },
    stepRemovals: async ({ role, ask }) => {
      const { status } = await ask("POST", "/api/v1/removals/group-acts", {
        body: { program: "pkh", cause: "deceased", act: "propose-removal", reason: REASON },
        headers: { "idempotency-key": `group-${role}` },
      });
      const expected = ["regency-supervisor", "regency-verifier", "agency-head"].includes(role);
      return [{ at: `${role} settles a group`, expected, given: status === 200 }];
    },
  };
}
