import { randomUUID } from "node:crypto";
import { encryptField, openFieldKeys } from "#store/field-cipher.ts";
import type { Desk } from "#store/open.ts";
import type { FixtureFamily } from "#test/desk-fixture.ts";
import { contains } from "#test/endpoint-oracle.ts";
import type { Finding, Probe } from "#test/work-probes.ts";
import { casePlace } from "#verification/report-reactivation.ts";

type Families = () => readonly FixtureFamily[];

/** By hand from Permensos 3/2026: who reports, who verifies, who else holds a step or is called. */
const REPORTS = ["village-operator", "regency-data-entry"];
const VERIFIES = ["regency-supervisor", "regency-verifier"];
const SEES = [
  ...REPORTS,
  ...VERIFIES,
  "agency-head",
  "province-officer",
  "ministry-officer",
  "civil-registry-officer",
  "insurance-officer",
];
const among = (roles: readonly string[]) => (role: string, region: string, villageNo: number) =>
  roles.includes(role) && contains(region, villageNo);

const caseOf = ({ familyId }: FixtureFamily): number => 9000 + familyId;

/** For each family a case about its head that waits for verification, and a call to the province. */
export async function plantReactivations(
  desk: Desk,
  families: readonly FixtureFamily[],
): Promise<void> {
  const keys = openFieldKeys(desk.settings.keyFolder);
  for (const one of families) {
    const id = caseOf(one);
    const sealed = (column: "name_enc" | "nik_enc", text: string) =>
      encryptField(keys, casePlace(column, id), text);
    await desk.owner.query(
      `with file as (
         insert into dtsen.case_file (case_id, kind, client_id, request_sha256, family_id, person_id, village_no,
           domicile_village_no, urgency, opened_at, opened_by, state, step, holder_institution, holder_tier, since)
         overriding system value
         select $1::bigint, 'pbi-reactivation', gen_random_uuid(), '\\x00', $2::bigint, $2::bigint * 10, $3, $3, 'planned', now(), min(account_id),
           'open', 'verification', 'regency-government', 'regency', now() from dtsen.account returning case_id, opened_by)
       insert into dtsen.case_event (case_id, act, step, at, by_account)
         select case_id, 'pass', s, now(), opened_by from file, unnest(array['letter', 'report']) s`,
      [id, one.familyId, one.villageNo],
    );
    await desk.owner.query(
      `insert into dtsen.reactivation (case_id, path, facility_kind, facility_name, letter_number, letter_on, deactivated_on,
         deactivation_source, name_enc, nik_enc, masked_name, slip_index)
       values ($1::bigint, 'registered', 'hospital', 'RSUD Contoh', '1/2026', '2026-01-02', '2026-01-01', 'letter', $2, $3, 'P***',
         int8send($1::bigint))`,
      [id, sealed("name_enc", one.headName), sealed("nik_enc", one.nik)],
    );
    await desk.owner.query(
      `insert into dtsen.case_notice (case_id, event_no, to_institution, to_tier, at)
       select $1, max(event_no), 'province-government', 'province', now() from dtsen.case_event where case_id = $1`,
      [id],
    );
  }
}

type Request = readonly [method: "GET" | "POST", url: string, body?: object];

/** One request about every family; given where the answer holds these words. */
const each =
  (
    families: Families,
    request: (one: FixtureFamily) => Request,
    words: (one: FixtureFamily) => string,
    may: (role: string, region: string, villageNo: number) => boolean,
  ): Probe =>
  async ({ role, region, ask }) => {
    const findings: Finding[] = [];
    for (const one of families()) {
      const [method, url, body] = request(one);
      const headers = { "idempotency-key": randomUUID() };
      const { text } = await ask(method, url, { headers, ...(body === undefined ? {} : { body }) });
      const at = `${role} ${method} ${url} at ${one.villageNo}`;
      const expected = may(role, region, one.villageNo);
      findings.push({ at, expected, given: text.includes(words(one)) });
    }
    return findings;
  };

const LATER = "2999-01-01";

/** Acts are asked so that whoever may is told why not just now; nobody else learns even that. */
export function reactivationProbes(families: Families): Readonly<Record<string, Probe>> {
  const at = (one: FixtureFamily) => `/api/v1/reactivations/${caseOf(one)}`;
  const named = ({ headName }: FixtureFamily) => headName;
  return {
    listReactivations: each(
      families,
      () => ["GET", "/api/v1/reactivations?show=open&limit=50"],
      named,
      among(SEES),
    ),
    listReactivationSubjects: each(
      families,
      ({ familyId }) => ["GET", `/api/v1/families/${familyId}/reactivation-subjects`],
      named,
      among(REPORTS),
    ),
    reportReactivation: each(
      families,
      ({ familyId }) => [
        "POST",
        "/api/v1/reactivations",
        {
          path: "registered",
          personId: String(familyId * 10),
          facilityKind: "hospital",
          facilityName: "RSUD Contoh",
          letterNumber: "1/2026",
          letterOn: LATER,
          urgency: "planned",
        },
      ],
      () => "day-to-come",
      among(REPORTS),
    ),
    readReactivation: each(families, (one) => ["GET", at(one)], named, among(SEES)),
    moveReactivation: each(
      families,
      (one) => ["POST", `${at(one)}/steps`, { act: "resume" }],
      () => "case-not-waiting",
      among(SEES),
    ),
    seeReactivationNotice: each(
      families,
      (one) => ["POST", `${at(one)}/seen`],
      () => '"seen"',
      among(["province-officer"]),
    ),
    confirmFollowUp: each(
      families,
      (one) => ["POST", `${at(one)}/follow-ups`, { versionNo: 999 }],
      () => "not-due",
      among([...REPORTS, ...VERIFIES]),
    ),
    readReactivationNik: each(
      families,
      (one) => ["POST", `${at(one)}/nik-readings`],
      ({ nik }) => nik,
      among(VERIFIES),
    ),
    readReactivationSlip: each(
      families,
      (one) => ["GET", `${at(one)}/slip`],
      () => "P***",
      among(SEES),
    ),
  };
}
