import { readFile } from "node:fs/promises";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildServer } from "#api/server.ts";
import type { Officer } from "#contract/session.ts";
import { readSettings } from "#settings.ts";
import type { Binaries } from "#store/binaries.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import type { Desk } from "#store/open.ts";
import { accountProbes } from "#test/account-probes.ts";
import { areaProbes, plantAreas } from "#test/area-probes.ts";
import { bookProbes } from "#test/book-probes.ts";
import { plantBookWork } from "#test/book-work.ts";
import { bothServers } from "#test/both-servers.ts";
import { CANDIDATE_PROBES } from "#test/candidate-probes.ts";
import { crisisProbes, plantCrisisWork } from "#test/crisis-probes.ts";
import { type FixtureFamily, plantWork, publishFamilies } from "#test/desk-fixture.ts";
import { EXPECTED, mayRead, mayUnmask } from "#test/endpoint-oracle.ts";
import { evaluationProbes, plantEvaluation } from "#test/evaluation-probes.ts";
import { holderProbes, plantHolderChanges } from "#test/holder-probes.ts";
import { plantJudged } from "#test/kept-diff.ts";
import { plantTable, tableProbes } from "#test/lake-probes.ts";
import { meetingProbes, plantMeetings } from "#test/meeting-probes.ts";
import { objectionProbes, plantObjections } from "#test/objection-probes.ts";
import { paymentProbes, plantPayments } from "#test/payment-desk.ts";
import { planProbes, plantPlanWork } from "#test/plan-probes.ts";
import { plantAidProposals, proposalProbes } from "#test/proposal-probes.ts";
import { plantProtection, protectionProbes } from "#test/protection-probes.ts";
import { randomModels } from "#test/random-models.ts";
import { plantReactivations, reactivationProbes } from "#test/reactivation-probes.ts";
import { plantRemovals, removalProbes } from "#test/removal-probes.ts";
import { plantReviewWork, reviewProbes } from "#test/review-probes.ts";
import { ruleProbes } from "#test/rule-probes.ts";
import { plantServices, serviceProbes } from "#test/service-probes.ts";
import { callerWith, signedIn } from "#test/sign-in.ts";
import { SIZES } from "#test/sizes.ts";
import { openTestDesk } from "#test/store.ts";
import { plantVervalRounds, vervalProbes } from "#test/verval-probes.ts";
import { weighingProbes } from "#test/weighing-probes.ts";
import { plantWhatIfCells, whatIfProbes } from "#test/what-if-probes.ts";
import { type Finding, type Probe, type Visit, workProbes } from "#test/work-probes.ts";

let desk: Desk;
let app: FastifyInstance;
let families: readonly FixtureFamily[] = [];

const PURPOSES = [
  "verification",
  "service",
  "complaint",
  "program-determination",
  "supervision",
  "update",
  "identity-check",
  "protection",
  "worklist",
];

type Caller = Visit["ask"];

const serial = (n: number) => String(n).padStart(4, "0");
const family = (n: number, villageNo: number): FixtureFamily => ({
  familyId: n,
  villageNo,
  headName: `Peraga ${"ABCDEFGH"[n - 1]}qz`,
  nik: `99${String(villageNo).slice(0, 4)}170580${serial(n)}`,
  kk: `99${String(villageNo).slice(0, 4)}010115${serial(n)}`,
});

/** A family is given away when its name or one of its numbers is anywhere in the answer. */
const names = (text: string, { headName, nik, kk }: FixtureFamily) =>
  [headName, nik, kk].some((secret) => text.includes(secret));

/** Every family under every purpose through one kind of request. */
const overFamilies =
  (request: (one: FixtureFamily) => Parameters<Caller>): Probe =>
  async ({ role, region, ask }) => {
    const findings: Finding[] = [];
    for (const purpose of PURPOSES) {
      const answers = new Map<string, string>();
      for (const one of families) {
        const [method, url, more] = request(one);
        const key = JSON.stringify([method, url, more]);
        const text = answers.get(key) ?? (await ask(method, url, { ...more, purpose })).text;
        answers.set(key, text);
        const at = `${role} ${purpose} ${method} ${url}`;
        const expected = mayRead(role, region, purpose, one.villageNo);
        findings.push({ at, expected, given: names(text, one) });
      }
    }
    return findings;
  };

const onlyFor =
  (may: (role: string) => boolean, method: "GET" | "POST", url: string, body?: object): Probe =>
  async ({ role, ask }) => {
    const { status } = await ask(method, url, body === undefined ? {} : { body });
    return [{ at: `${role} ${method} ${url}`, expected: may(role), given: status === 200 }];
  };

const everybody = () => true;
const figures = (role: string) => EXPECTED[role]?.figures === true;
const quarantine = (role: string) => EXPECTED[role]?.quarantine === true;
const audit = (role: string) => EXPECTED[role]?.audit === true;

/** One probe for each operation of the OpenAPI document; an operation without one fails the test. */
const PROBES: Readonly<Record<string, Probe>> = {
  signIn: async () => [],
  signOut: async () => [],
  whoAmI: onlyFor(everybody, "GET", "/api/v1/session"),
  readHome: onlyFor(everybody, "GET", "/api/v1/home"),
  readRegion: onlyFor(everybody, "GET", "/api/v1/regions/3307"),
  listRuleFacts: onlyFor(everybody, "GET", "/api/v1/rule-facts"),
  listVersions: onlyFor(everybody, "GET", "/api/v1/versions"),
  readVersion: onlyFor(everybody, "GET", "/api/v1/versions/1"),
  listPrograms: onlyFor(everybody, "GET", "/api/v1/programs"),
  readProgram: onlyFor(everybody, "GET", "/api/v1/programs/klj?on=2022-06-01"),
  readVersionModel: onlyFor(everybody, "GET", "/api/v1/versions/1/model"),
  readVersionLayers: async ({ role, ask }) => {
    const { status } = await ask("GET", "/api/v1/versions/1/layers");
    return [{ at: `${role} layers`, expected: figures(role), given: status === 404 }];
  },
  readVersionMoves: onlyFor(figures, "GET", "/api/v1/versions/2/moves"),
  readVersionGates: onlyFor(figures, "GET", "/api/v1/versions/2/gates"),
  readVersionDecrees: onlyFor(figures, "GET", "/api/v1/versions/1/decrees"),
  recordDecree: async ({ role, ask }) => {
    const { status } = await ask("POST", "/api/v1/versions/1/decrees", {
      body: { program: "pkh", number: `SK 1/${role}/2026`, signedOn: "2026-01-20" },
      headers: { "idempotency-key": `decree-${role}` },
    });
    const expected = role === "program-determiner";
    return [{ at: `${role} records a decree`, expected, given: status === 200 }];
  },
  listDeterminations: onlyFor(figures, "GET", "/api/v1/determinations"),
  readDetermination: async ({ role, ask }) => {
    const { status } = await ask("GET", "/api/v1/determinations/999");
    return [{ at: `${role} determination`, expected: figures(role), given: status === 404 }];
  },
  proposeDetermination: async ({ role, ask }) => {
    const { status } = await ask("POST", "/api/v1/determinations", {
      body: { program: "pkh", versionNo: 1 },
      headers: { "idempotency-key": `propose-${role}` },
    });
    // The version brought no list: who may is told so.
    const expected = role === "program-determiner";
    return [{ at: `${role} proposes`, expected, given: status === 409 }];
  },
  answerDetermination: async ({ role, ask }) => {
    const { status } = await ask("POST", "/api/v1/determinations/999/answers", {
      body: { answer: "approved" },
      headers: { "idempotency-key": `approve-${role}` },
    });
    const expected = role === "program-determiner";
    return [{ at: `${role} approves`, expected, given: status === 404 }];
  },
  ...CANDIDATE_PROBES,
  makeDeterminationLetter: async ({ role, ask }) => {
    const { status } = await ask("GET", "/api/v1/determinations/999/letter?area=ID");
    const expected = role === "program-determiner";
    return [{ at: `${role} makes a letter`, expected, given: status === 404 }];
  },
  orderWithdrawal: async ({ role, ask }) => {
    const { status } = await ask("POST", "/api/v1/versions/1/withdrawal-orders", {
      body: { reason: "berita acara 12/2026, model keliru" },
      headers: { "idempotency-key": `withdraw-${role}` },
    });
    // Nothing came before: who may is told so, nobody else is.
    const expected = role === "bps-steward";
    return [{ at: `${role} takes back`, expected, given: status === 409 }];
  },
  overrideGate: async ({ role, ask }) => {
    const { status } = await ask("POST", "/api/v1/versions/2/gates/decile-shift/overrides", {
      body: { reason: "perbandingan kedua versi diperiksa" },
      headers: { "idempotency-key": `answer-${role}` },
    });
    const expected = EXPECTED[role]?.publishes === true;
    return [{ at: `${role} answers for a gate`, expected, given: status === 200 }];
  },
  readQuarantine: onlyFor(quarantine, "GET", "/api/v1/quarantine"),
  readReturnFile: async ({ role, ask }) => {
    const { status } = await ask("GET", "/api/v1/quarantine/999/return-file");
    return [{ at: `${role} return-file`, expected: quarantine(role), given: status === 404 }];
  },
  readSealStatus: onlyFor(audit, "GET", "/api/v1/audit/seal"),
  searchAudit: onlyFor(audit, "POST", "/api/v1/audit/search", {}),
  ...paymentProbes(overFamilies, () => families, PURPOSES),
  readFamilySheet: overFamilies(({ familyId }) => ["GET", `/api/v1/families/${familyId}`]),
  listFamilies: overFamilies(() => ["GET", "/api/v1/families?limit=50"]),
  searchFamilies: overFamilies(({ nik }) => ["POST", "/api/v1/families/search", { body: { nik } }]),
  readFamilyReaders: async ({ role, region, ask }) => {
    const findings: Finding[] = [];
    for (const one of families) {
      const purpose = EXPECTED[role]?.reads?.[0] ?? "verification";
      const { status } = await ask("GET", `/api/v1/families/${one.familyId}/readers`, { purpose });
      const expected = mayRead(role, region, purpose, one.villageNo);
      findings.push({ at: `${role} readers ${one.familyId}`, expected, given: status === 200 });
    }
    return findings;
  },
  unmaskMember: async ({ role, region, ask }) => {
    const findings: Finding[] = [];
    for (const purpose of PURPOSES) {
      for (const one of families) {
        const body = { personId: String(one.familyId * 10), reason: "uji matriks" };
        const url = `/api/v1/families/${one.familyId}/unmask`;
        const { text } = await ask("POST", url, { purpose, body });
        const expected = mayUnmask(role, region, purpose, one.villageNo);
        findings.push({ at: `${role} ${purpose} unmask`, expected, given: text.includes(one.nik) });
      }
    }
    return findings;
  },
  listIdentityChecks: overFamilies(() => ["GET", "/api/v1/identity-checks?state=differs&limit=50"]),
  readIdentityCase: overFamilies(({ familyId }) => [
    "GET",
    `/api/v1/identity-checks/${familyId * 10}`,
  ]),
  readIdentityFigures: async ({ role, region, ask }) => {
    const findings: Finding[] = [];
    for (const purpose of PURPOSES) {
      const { status } = await ask("GET", "/api/v1/identity-checks/figures", { purpose });
      const expected = families.some(({ villageNo }) => mayRead(role, region, purpose, villageNo));
      findings.push({ at: `${role} ${purpose} figures`, expected, given: status === 200 });
    }
    return findings;
  },
  ...workProbes(() => families),
  ...removalProbes(() => families, figures),
  ...weighingProbes(() => families, names),
  ...reviewProbes(() => families),
  ...tableProbes(),
  ...whatIfProbes(),
  ...evaluationProbes(),
  ...areaProbes(),
  ...accountProbes(
    () => desk,
    () => families,
  ),
  ...protectionProbes(() => families),
  ...reactivationProbes(() => families),
  ...holderProbes(() => families, PURPOSES),
  ...proposalProbes(() => families),
  ...meetingProbes(() => families),
  ...vervalProbes(() => families),
  ...objectionProbes(() => families),
  ...serviceProbes(() => families),
  ...planProbes(() => families),
  ...ruleProbes(figures),
  ...bookProbes(() => families),
  ...crisisProbes(() => families),
};

async function operations(): Promise<readonly string[]> {
  const document = JSON.parse(await readFile("docs/api/openapi.json", "utf8")) as {
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  return Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
}

async function visitAs(role: string): Promise<Visit> {
  const ask = await signedIn(app, role, new Date());
  const { body } = await ask("GET", "/api/v1/session");
  return { role, region: (body as Officer).region.code, ask };
}

/** An own desk with five families, one in each kind of place, and the door before it. */
async function openHouse(binaries: Binaries | undefined): Promise<void> {
  const opened = await openTestDesk(binaries);
  desk = opened;
  await seedDemoAccounts(opened, "3204");
  const settings = { ...readSettings({}), keyFolder: opened.settings.keyFolder };
  app = await buildServer({ desk: opened, settings, clock: () => new Date(), webFolder: "web" });
  const { rows } = await opened.owner.query<{ village_lo: number; tier: string }>(
    `select p.village_lo, r.tier from dtsen.appointment p join dtsen.region r using (region_id)
     where p.village_lo = p.village_hi limit 1`,
  );
  const own = rows[0]?.village_lo ?? 3204052001;
  const district = Math.trunc(own / 10_000);
  // Own village, sibling village, another district, a sibling regency, another province.
  families = [
    family(1, own),
    family(2, own + 1),
    family(3, (district + 1) * 10_000 + 2001),
    family(4, 3273010001),
    family(5, 5171010001),
  ];
  const versionNo = await publishFamilies(opened, families);
  await opened.owner.query("insert into dtsen.version_model values ($1, $2)", [
    versionNo,
    JSON.stringify(randomModels(1)),
  ]);
  const judgedNo = await plantJudged(opened.owner, "2027-1", versionNo);
  await plantReviewWork(opened, versionNo, families);
  await plantWork(opened, families);
  await plantRemovals(opened.owner, families, [versionNo, judgedNo]);
  await plantTable(opened.owner);
  await plantWhatIfCells(opened.owner);
  await plantEvaluation(opened.owner, [versionNo, judgedNo]);
  await plantAreas(opened);
  await plantPayments(opened, families, versionNo);
  await plantProtection(opened, families);
  await plantReactivations(opened, families);
  await plantHolderChanges(opened, families);
  await plantAidProposals(opened, families);
  await plantMeetings(opened, families);
  await plantVervalRounds(opened, families);
  await plantObjections(opened, families);
  await plantServices(opened, families);
  await plantPlanWork(opened, families);
  await plantBookWork(opened, families);
  await plantCrisisWork(opened, families);
}

// What the API opens to whom does not hang on the server below it; what tables do is asked of both in rls-matrix.test.ts.
describe.each(bothServers("the endpoint matrix").slice(0, SIZES.serversOfEndpoints))(
  "endpoint x role x region x purpose on $name",
  ({ binaries }) => {
    beforeAll(async () => await openHouse(binaries));
    afterAll(async () => {
      await app.close();
      await desk.close();
    });

    const seen = { findings: 0, given: 0 };

    test.each(Object.keys(EXPECTED))(
      "%s sees what the oracle says, and nothing else",
      async (role) => {
        const visit = await visitAs(role);
        const wrong: string[] = [];
        for (const operation of await operations()) {
          const probe = PROBES[operation];
          if (probe === undefined) throw new Error(`no probe for the operation ${operation}`);
          for (const { at, expected, given } of await probe(visit)) {
            seen.findings += 1;
            if (given) seen.given += 1;
            if (expected !== given) wrong.push(`${given ? "LEAK" : "missing"}: ${at}`);
          }
        }
        expect(wrong).toEqual([]);
      },
    );

    test("it has looked: thousands of answers, hundreds of them given", () => {
      expect(seen.findings).toBeGreaterThan(6000);
      expect(seen.given).toBeGreaterThan(300);
    });

    test("nobody without a session sees anything", async () => {
      const ask = callerWith(app);
      for (const one of families) {
        for (const purpose of PURPOSES) {
          const { status, text } = await ask("GET", `/api/v1/families/${one.familyId}`, {
            purpose,
          });
          expect([status, names(text, one)]).toEqual([401, false]);
        }
      }
    });

    test("an appointment that has ended opens nothing, whatever the session", async () => {
      const ask = await signedInLater("karang-taruna");
      const read = () => ask("GET", "/api/v1/families/1", { purpose: "verification" });
      expect((await read()).status).toBe(200);
      await desk.owner.query(
        `update dtsen.appointment set valid_from = '2020-01-01', valid_to = '2020-12-31'
       where account_id = (select account_id from dtsen.account where username = 'karang-taruna')`,
      );
      expect((await read()).status).toBe(403);
    });

    test("a family that has moved here, confirmed by two, is also mine to serve", async () => {
      const ask = await signedInLater("village-head");
      const read = (id: number) =>
        ask("GET", `/api/v1/families/${id}`, { purpose: "verification" });
      expect((await read(2)).status).toBe(404);
      await desk.owner.query(
        `insert into dtsen.finding (unit, unit_id, family_id, kind, village_no, domicile_village_no,
         observed_on, recorded_by, confirmed_by, confirmed_at)
       select 'family', 2, 2, 'moved', $1, $2, current_date, min(account_id), max(account_id), now()
       from dtsen.account`,
        [families[1]?.villageNo, families[0]?.villageNo],
      );
      expect([(await read(2)).status, (await read(3)).status]).toEqual([200, 404]);
    });

    test("sabotage: with a policy that lets all through, the matrix turns red", async () => {
      const { owner } = desk;
      for (const table of ["family", "person"]) {
        await owner.query(
          `create policy sabotage on dtsen.${table} for select to dtsen_app using (true)`,
        );
      }
      const leaky = PROBES.listFamilies;
      const later = {
        ask: await signedInLater("psm"),
        role: "psm",
        region: String(families[0]?.villageNo),
      };
      const findings = (await leaky?.(later)) ?? [];
      expect(findings.filter(({ expected, given }) => given && !expected).length).toBeGreaterThan(
        0,
      );
    });
  },
);

/** A TOTP code is good once: the next one is of the next half minute. */
async function signedInLater(role: string): Promise<Caller> {
  const later = new Date(Date.now() + 30_000);
  return await signedIn(app, role, later);
}
