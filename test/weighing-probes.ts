import { PURPOSES } from "#domain/purpose.ts";
import type { FixtureFamily } from "#test/desk-fixture.ts";
import { EXPECTED, mayRead, mayWeigh } from "#test/endpoint-oracle.ts";
import type { Finding, Probe } from "#test/work-probes.ts";

/** The whole sum of a score: for who weighs, wherever the family is; and nobody's name for anybody. */
export function weighingProbes(
  families: () => readonly FixtureFamily[],
  names: (text: string, one: FixtureFamily) => boolean,
): Readonly<Record<string, Probe>> {
  return {
    // By the rights of today, whatever was then.
    readFamilyAsOf: async ({ role, region, ask }) => {
      const findings: Finding[] = [];
      for (const one of families()) {
        for (const purpose of new Set([
          EXPECTED[role]?.reads?.[0] ?? "verification",
          "protection",
        ])) {
          const url = `/api/v1/families/${one.familyId}/as-of?version=2026-4`;
          const { text } = await ask("GET", url, { purpose });
          const expected = mayRead(role, region, purpose, one.villageNo);
          findings.push({ at: `${role} ${purpose} as of`, expected, given: names(text, one) });
        }
      }
      return findings;
    },
    readFamilyWaterfall: async ({ role, ask }) => {
      const findings: Finding[] = [];
      for (const one of families()) {
        for (const purpose of PURPOSES) {
          const url = `/api/v1/families/${one.familyId}/waterfall`;
          const { status, text } = await ask("GET", url, { purpose });
          const expected = mayWeigh(role, purpose);
          findings.push({ at: `${role} ${purpose} weighs`, expected, given: status === 200 });
          findings.push({ at: `${role} weighs a name`, expected: false, given: names(text, one) });
        }
      }
      return findings;
    },
  };
}
