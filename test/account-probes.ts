import { randomUUID } from "node:crypto";
import type { Desk } from "#store/open.ts";
import type { FixtureFamily } from "#test/desk-fixture.ts";
import { mayManage, maySettle } from "#test/endpoint-oracle.ts";
import type { Finding, Probe } from "#test/work-probes.ts";

/** Somebody planted at a village, with an appointment that waits for its second person. */
type Planted = {
  readonly accountId: number;
  readonly appointmentId: number;
  readonly villageNo: number;
};

/** Probes of accounts and appointments, with a fresh person at every real village for every visitor. */
export function accountProbes(
  desk: () => Desk,
  families: () => readonly FixtureFamily[],
): Readonly<Record<string, Probe>> {
  const everywhere =
    (
      request: (one: Planted) => readonly [url: string, body: object],
      may: (role: string, region: string, villageNo: number) => boolean,
    ): Probe =>
    async ({ role, region, ask }) => {
      const findings: Finding[] = [];
      for (const one of await plantPeople(desk(), families())) {
        const [url, body] = request(one);
        const headers = { "idempotency-key": randomUUID() };
        const { status } = await ask("POST", url, { body, headers });
        const at = `${role} POST ${url} at ${one.villageNo}: ${status}`;
        const expected = may(role, region, one.villageNo);
        findings.push({ at, expected, given: status === 200 });
      }
      return findings;
    };
  return {
    openEnrolment: async ({ role, ask }) => [
      await opensNothing(ask, role, "/api/v1/enrolment/opening", { code: "AAAA-AAAA" }),
    ],
    finishEnrolment: async ({ role, ask }) => [
      await opensNothing(ask, role, "/api/v1/enrolment", { code: "AAAA-AAAA", password: "x" }),
    ],
    // Everybody's own, against the old one; a wrong one is told to everybody alike.
    changePassword: async ({ role, ask }) => {
      const body = { current: "bukan yang lama", next: "kuda hujan meja biru" };
      const { status } = await ask("POST", "/api/v1/session/password", { body });
      return [{ at: `${role} own password: ${status}`, expected: true, given: status === 403 }];
    },
    listAccounts: async ({ role, region, ask }) => {
      const planted = await plantPeople(desk(), families());
      const text = await everyPage(ask);
      return planted.map(({ accountId, villageNo }) => ({
        at: `${role} accounts at ${villageNo}`,
        expected: maySettle(role, region, villageNo),
        given: text.includes(`"accountId":"${accountId}"`),
      }));
    },
    inviteAccount: everywhere(
      ({ villageNo }) => [
        "/api/v1/accounts",
        {
          username: `uji-${randomUUID().slice(0, 8)}`,
          fullName: "Uji Matriks",
          appointment: termsAt(villageNo),
        },
      ],
      mayManage,
    ),
    appoint: everywhere(
      ({ accountId, villageNo }) => [
        `/api/v1/accounts/${accountId}/appointments`,
        termsAt(villageNo),
      ],
      mayManage,
    ),
    resetAccount: everywhere(
      ({ accountId }) => [`/api/v1/accounts/${accountId}/reset`, { reason: "uji matriks" }],
      mayManage,
    ),
    revokeAccount: everywhere(
      ({ accountId }) => [
        `/api/v1/accounts/${accountId}/revocation`,
        { reason: "uji matriks", disable: true },
      ],
      mayManage,
    ),
    confirmAppointment: everywhere(
      ({ appointmentId }) => [`/api/v1/appointments/${appointmentId}/confirmation`, {}],
      maySettle,
    ),
    endAppointment: everywhere(
      ({ appointmentId }) => [
        `/api/v1/appointments/${appointmentId}/end`,
        { reason: "uji matriks" },
      ],
      maySettle,
    ),
  };
}

const termsAt = (villageNo: number) => ({
  role: "village-head",
  office: "desa",
  region: String(villageNo),
  validFrom: "2026-01-01",
  validTo: "2027-01-01",
  decree: "SK uji",
});

/** A session opens no code that nobody was given. */
async function opensNothing(
  ask: Parameters<Probe>[0]["ask"],
  role: string,
  url: string,
  body: object,
): Promise<Finding> {
  const { status } = await ask("POST", url, { body });
  return { at: `${role} POST ${url}: ${status}`, expected: false, given: status !== 404 };
}

async function everyPage(ask: Parameters<Probe>[0]["ask"]): Promise<string> {
  let [text, cursor] = ["", ""];
  do {
    const page = await ask("GET", `/api/v1/accounts?limit=50${cursor}`);
    const next = (page.body as { next?: string } | undefined)?.next;
    text += page.text;
    cursor = next === undefined ? "" : `&cursor=${next}`;
  } while (cursor !== "");
  return text;
}

/** One new person at each village that there is, appointed by somebody who is not of this test. */
async function plantPeople(
  { owner }: Desk,
  families: readonly FixtureFamily[],
): Promise<readonly Planted[]> {
  const { rows } = await owner.query<Planted>(
    `with place as (select region_id, village_lo from dtsen.region
         where tier = 'village' and village_lo = any ($1)),
     made as (insert into dtsen.account (username, person_name)
         select 'uji-' || village_lo || '-' || gen_random_uuid(), 'Uji' from place
         returning account_id, split_part(username, '-', 2)::bigint as village)
     insert into dtsen.appointment (account_id, office_code, role_code, region_id, village_lo, village_hi,
       valid_from, valid_to, decree, appointed_by)
     select account_id, 'desa', 'village-head', region_id, village, village, current_date, current_date + 90, 'x',
       (select account_id from dtsen.account where username = 'appointer')
     from made join place on place.village_lo = made.village
     returning account_id as "accountId", appointment_id as "appointmentId", village_lo as "villageNo"`,
    [families.map(({ villageNo }) => villageNo)],
  );
  return rows;
}
