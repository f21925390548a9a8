import { randomUUID } from "node:crypto";
import { findVillage } from "#regions/place.ts";
import type { FixtureFamily } from "#test/desk-fixture.ts";
import {
  mayAnswerIdentity,
  mayCheck,
  mayDecide,
  mayFind,
  mayFollow,
  mayIssueCode,
  mayRegister,
} from "#test/endpoint-oracle.ts";
import type { signedIn } from "#test/sign-in.ts";

type Caller = Awaited<ReturnType<typeof signedIn>>;
/** Somebody signed in, with the region of the appointment. */
export type Visit = { readonly role: string; readonly region: string; readonly ask: Caller };
/** What an endpoint gave and what the oracle says it may give. */
export type Finding = { readonly at: string; readonly expected: boolean; readonly given: boolean };
/** What one operation gives to one visitor. */
export type Probe = (visit: Visit) => Promise<Finding[]>;

type Families = () => readonly FixtureFamily[];

/** Probes of the work between versions: evidence that waits, persons without NIK. */
export function workProbes(families: Families): Readonly<Record<string, Probe>> {
  return {
    listEvidenceChecks: async ({ role, region, ask }) => {
      // Whoever decides moves a check on: it is looked for where it waits and where it went.
      const pages = ["open", "dismissed"].map(
        async (state) => await ask("GET", `/api/v1/evidence-checks?limit=50&state=${state}`),
      );
      const text = (await Promise.all(pages)).map((page) => page.text).join();
      return families().map((one) => ({
        at: `${role} checks ${one.familyId}`,
        expected: mayCheck(role, region, one.villageNo),
        given: text.includes(one.headName),
      }));
    },
    decideEvidenceCheck: overVillages(
      families,
      (one) => [`/api/v1/evidence-checks/${one.familyId}/decision`, DECISION],
      (role, region, villageNo) => mayDecide(role, region, villageNo),
    ),
    answerIdentityByHand: overVillages(
      families,
      (one) => [`/api/v1/identity-checks/${one.familyId * 10}/answers`, LOOKED],
      mayAnswerIdentity,
    ),
    listFindings: async ({ role, region, ask }) => {
      const pages = ["recorded", "in-force"].map(
        async (state) => await ask("GET", `/api/v1/findings?limit=50&state=${state}`),
      );
      const text = (await Promise.all(pages)).map((page) => page.text).join();
      return families().map((one) => ({
        at: `${role} findings ${one.familyId}`,
        expected: mayCheck(role, region, one.villageNo),
        given: text.includes(one.headName),
      }));
    },
    recordFinding: overVillages(
      families,
      ({ familyId }) => [
        "/api/v1/findings",
        { familyId: String(familyId), kind: "still-here", observedOn: "2026-03-02" },
      ],
      (role, region, villageNo) => mayFind(role, region, villageNo, "records"),
    ),
    confirmFinding: overVillages(
      families,
      ({ familyId }) => [`/api/v1/findings/${familyId}/confirmation`, {}],
      (role, region, villageNo) => mayFind(role, region, villageNo, "confirms"),
    ),
    answerFinding: overVillages(
      families,
      ({ familyId }) => [
        `/api/v1/findings/${familyId}/answer`,
        { answer: "refused", reason: "uji matriks" },
      ],
      (role, region, villageNo) => mayFind(role, region, villageNo, "confirms"),
    ),
    listCorrectionProposals: async ({ role, region, ask }) => {
      const pages = ["open", "decided"].map(
        async (state) => await ask("GET", `/api/v1/correction-proposals?limit=50&state=${state}`),
      );
      const text = (await Promise.all(pages)).map((page) => page.text).join();
      return families().map((one) => ({
        at: `${role} proposals ${one.familyId}`,
        expected: mayCheck(role, region, one.villageNo),
        given: text.includes(one.headName),
      }));
    },
    decideCorrectionProposal: overVillages(
      families,
      ({ familyId }) => [
        `/api/v1/correction-proposals/${familyId}/decision`,
        { decision: "refused", refusal: "as-recorded" },
      ],
      (role, region, villageNo) => mayFind(role, region, villageNo, "records"),
    ),
    issueExplanationCode: overVillages(
      families,
      ({ familyId }) => [
        `/api/v1/families/${familyId}/explanation-code`,
        { personId: String(familyId * 10), hasSeenCard: true },
      ],
      mayIssueCode,
    ),
    listUnidentified: async ({ role, region, ask }) => {
      const { text } = await ask("GET", "/api/v1/unidentified-persons?limit=50");
      return families().map((one) => ({
        at: `${role} unidentified ${one.familyId}`,
        expected: mayFollow(role, region, one.villageNo, "noted"),
        given: text.includes(`tanpa kartu ${one.headName}`),
      }));
    },
    registerUnidentified: overVillages(
      families,
      ({ villageNo }) => [
        "/api/v1/unidentified-persons",
        { description: "uji matriks", villageCode: String(villageNo), foundOn: "2026-03-01" },
      ],
      (role, region, villageNo) => mayRegister(role, region, villageNo),
      ({ villageNo }) => findVillage(String(villageNo)) !== undefined,
    ),
    followUnidentified: async (visit) => {
      const steps = (["noted", "referred"] as const).map((kind) =>
        overVillages(
          families,
          (one) => [
            `/api/v1/unidentified-persons/${one.familyId}/events`,
            { kind, on: "2026-03-02" },
          ],
          (role, region, villageNo) => mayFollow(role, region, villageNo, kind),
        ),
      );
      return (await Promise.all(steps.map(async (step) => await step(visit)))).flat();
    },
  };
}

const LOOKED = {
  fields: { nik: "same", name: "different", "birth-date": "same", kk: "same", sex: "same" },
  life: "alive",
};
const DECISION = { decision: "dismissed", reason: "uji matriks" };

/** One act at every village: done, or done by somebody before, is given; not allowed, not found is not. */
function overVillages(
  families: Families,
  request: (one: FixtureFamily) => readonly [url: string, body: object],
  may: (role: string, region: string, villageNo: number) => boolean,
  isAsked: (one: FixtureFamily) => boolean = () => true,
): Probe {
  return async ({ role, region, ask }) => {
    const findings: Finding[] = [];
    for (const one of families().filter(isAsked)) {
      const [url, body] = request(one);
      const headers = { "idempotency-key": randomUUID() };
      const { status } = await ask("POST", url, { body, headers });
      const at = `${role} POST ${url} at ${one.villageNo}: ${status}`;
      findings.push({
        at,
        expected: may(role, region, one.villageNo),
        given: status === 200 || status === 409,
      });
    }
    return findings;
  };
}
