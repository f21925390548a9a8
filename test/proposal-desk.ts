import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type {
  AidProposalCase,
  AidProposalPage,
  AidProposalReceipt,
} from "#contract/aid-proposals.ts";
import { ROLES, type Role } from "#domain/role.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import type { Desk } from "#store/open.ts";
import { type FixtureFamily, publishFamilies } from "#test/desk-fixture.ts";
import { callerWith, signedIn } from "#test/sign-in.ts";
import { buildServer } from "../src/api/server.ts";

/** The village of the example's officers, one beside it, and one of another regency. */
export const HERE = 3204052001;
export const ELSEWHERE = 3201012001;

/** Families of the village, the last of them of another regency; every third is better off than any program serves. */
export const FAMILIES: readonly FixtureFamily[] = Array.from({ length: 40 }, (_, i) => ({
  familyId: i + 1,
  villageNo: i === 39 ? ELSEWHERE : HERE,
  headName: `Peraga ${String.fromCharCode(65 + (i % 26))}${i < 26 ? "" : "2"}`,
  nik: `9932045705${String(800001 + i)}`,
  kk: `9932040101${String(150001 + i)}`,
  decile: i % 3 === 2 ? 9 : 3,
  facts: { floor_material: 1, refrigerator: 1 },
}));

const OF_THE_WAY: readonly Role[] = [
  "village-operator",
  "village-head",
  "psm",
  "pkh-facilitator",
  "district-operator",
  "regency-data-entry",
  "regency-supervisor",
  "regency-verifier",
  "agency-head",
  "regent",
  "governor",
  "province-officer",
  "ministry-officer",
  "bps-steward",
  "auditor",
];

type Caller = Awaited<ReturnType<typeof signedIn>>;

/** A desk with families and everybody of the way of a proposal, asked through the API. */
export async function openProposalDesk(desk: Desk, clock: () => Date) {
  await seedDemoAccounts(desk, "3204");
  await publishFamilies(desk, FAMILIES);
  const settings = { ...readSettings({}), keyFolder: desk.settings.keyFolder };
  const app = await buildServer({ desk, settings, clock, webFolder: "web" });
  const callers = new Map<Role, Caller>();
  for (const role of OF_THE_WAY) callers.set(role, await signedIn(app, role, clock()));
  return new ProposalDesk(app, callers, () => clock().toISOString().slice(0, 10));
}

/** What people of the way do, each a request to the API; answers give the code of a problem, or "ok". */
class ProposalDesk {
  readonly app: FastifyInstance;
  readonly #callers: ReadonlyMap<Role, Caller>;
  readonly #today: () => string;

  constructor(app: FastifyInstance, callers: ReadonlyMap<Role, Caller>, today: () => string) {
    this.app = app;
    this.#callers = callers;
    this.#today = today;
  }

  as(role: Role): Caller {
    return this.#callers.get(role) ?? callerWith(this.app);
  }

  async send(role: Role, path: string, body: object, key: string = randomUUID()) {
    const headers = { "idempotency-key": key };
    const { status, body: answer } = await this.as(role)("POST", `/api/v1/${path}`, {
      body,
      headers,
    });
    return { status, code: (answer as { code?: string }).code ?? "ok", answer };
  }

  async take(role: Role, draft: object, key?: string): Promise<AidProposalReceipt> {
    const body = { aim: "data-update", proposer: "officer", grounds: ["facts-changed"], ...draft };
    const { code, answer } = await this.send(role, "aid-proposals", body, key);
    if (code !== "ok") throw new Error(`not taken: ${code}`);
    return answer as AidProposalReceipt;
  }

  async move(role: Role, caseId: string, body: object, key?: string): Promise<string> {
    return (await this.send(role, `aid-proposals/${caseId}/steps`, body, key)).code;
  }

  async read(role: Role, caseId: string): Promise<AidProposalCase> {
    return (await this.as(role)("GET", `/api/v1/aid-proposals/${caseId}`)).body as AidProposalCase;
  }

  async list(role: Role, show = "open"): Promise<AidProposalPage["items"]> {
    const url = `/api/v1/aid-proposals?show=${show}&limit=50`;
    return ((await this.as(role)("GET", url)).body as AidProposalPage).items;
  }

  /** A visit that met the family and found a dirt floor where the record has marble. */
  visitOf(caseId: string, family: number, more: object = {}) {
    return {
      caseId,
      familyId: String(family),
      visitedOn: this.#today(),
      outcome: "met",
      respondent: "head",
      isAgreed: true,
      answers: [
        { variable: "floor_material", value: 8 },
        { variable: "refrigerator", value: 1 },
      ],
      ...more,
    };
  }

  deliberationOf(caseId: string, more: object = {}, said: object = {}) {
    return {
      village: String(HERE),
      form: "deliberation",
      heldOn: this.#today(),
      minutesNumber: "BA/12/2026",
      invited: 20,
      attended: 14,
      attendedWomen: 6,
      decisions: [
        { caseId, decision: "agreed", votesFor: 12, votesAgainst: 2, dissent: [], ...said },
      ],
      ...more,
    };
  }

  numbered(reference: string, more: object = {}) {
    return { act: "pass", reference, referenceOn: this.#today(), ...more };
  }

  /** A proposal that has come as far as a step, each step by whoever it belongs to. */
  async upTo(step: AidProposalStepName, family: number): Promise<string> {
    const { caseId } = await this.take("village-operator", { familyId: String(family) });
    for (const [at, go] of this.#way(caseId, family)) {
      if (at === step) break;
      const code = await go();
      if (code !== "ok") throw new Error(`${at}: ${code}`);
    }
    return caseId;
  }

  #way(caseId: string, family: number): readonly (readonly [string, () => Promise<string>])[] {
    const sent = async (role: Role, path: string, body: object) =>
      (await this.send(role, path, body)).code;
    const pass = (role: Role, body: object = { act: "pass" }) => this.move(role, caseId, body);
    return [
      ["completeness", () => pass("village-operator", { act: "pass", familyId: String(family) })],
      ["visit", () => sent("psm", "ground-checks", this.visitOf(caseId, family))],
      [
        "deliberation",
        () => sent("village-operator", "deliberations", this.deliberationOf(caseId)),
      ],
      ["verification", () => pass("regency-verifier")],
      ["finalisation", () => pass("agency-head")],
      ["endorsement", () => pass("regent", this.numbered("400/SK/2026"))],
      ["ministry", () => pass("ministry-officer", this.numbered("BAST/7/2026"))],
    ];
  }
}

type AidProposalStepName =
  | "completeness"
  | "visit"
  | "deliberation"
  | "verification"
  | "finalisation"
  | "endorsement"
  | "ministry"
  | "register";

/** Roles that are not of the way, for asking what they may not. */
export const ALL_ROLES: readonly Role[] = ROLES;
