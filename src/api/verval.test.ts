import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import type {
  VervalAnswerReceipt,
  VervalCard,
  VervalConfirmed,
  VervalPage,
  VervalReceipt,
  VervalRounds,
  VervalVillages,
} from "#contract/verval.ts";
import type { Role } from "#domain/role.ts";
import { readVervalState, VERVAL_EFFECTS, VERVAL_STATES } from "#domain/verval.ts";
import { VERVAL_REASONS, type VervalReason } from "#domain/verval-reason.ts";
import { ELSEWHERE, FAMILIES, HERE, openProposalDesk } from "#test/proposal-desk.ts";
import { deskForTests } from "#test/store.ts";

const DAY_MS = 86_400_000;
const desk = deskForTests();
let moment = Date.now();
let at: Awaited<ReturnType<typeof openProposalDesk>>;
let round = "";
const day = (days = 0) =>
  new Date(moment + 7 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10);

/** Families 1 to 20 of the village and the one of another regency receive Sembako. */
const LISTED = 20;
beforeAll(async () => {
  at = await openProposalDesk(desk(), () => new Date(moment));
  await desk().owner.query(
    `insert into dtsen.outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome, rules_true,
       rules_unknown, is_suppressed)
     select f.version_no, f.family_id, 'sembako', 'family', f.family_id, f.village_no, f.domicile_village_no,
       case when f.family_id % 5 = 0 then 'review' else 'recipient' end, 1, 0, false
     from dtsen.family f join dtsen.publication_pointer p on p.version_no = f.version_no
     where f.family_id <= $1 or f.family_id = $2`,
    [LISTED, FAMILIES.length],
  );
  const opened = await open("regency-supervisor");
  round = (opened.answer as VervalReceipt).roundNo;
});

const draft = { program: "sembako", region: "3204", legalBasis: "SE Dinsos 12/2026" };
const open = async (role: Role, more: object = {}, key?: string) =>
  await at.send(role, "verval-rounds", { ...draft, dueOn: day(14), ...more }, key);
const answer = async (
  role: Role,
  family: number,
  reason: VervalReason,
  more: object = {},
  key: string = randomUUID(),
) =>
  await at.send(
    role,
    `verval-rounds/${round}/rows/${family}/answers`,
    { reason, seenOn: day(), ...more },
    key,
  );
const confirm = async (role: Role, reason: VervalReason, families: readonly number[]) =>
  await at.send(role, `verval-rounds/${round}/confirmations`, {
    reason,
    families: families.map(String),
  });
const rows = async (role: Role, query = "") =>
  (
    (await at.as(role)("GET", `/api/v1/verval-rounds/${round}/rows?limit=50${query}`))
      .body as VervalPage
  ).items ?? [];
const rowOf = async (family: number, role: Role = "village-operator") =>
  (await rows(role)).find(({ familyId }) => familyId === String(family)) as VervalCard;
const findings = async (family: number) =>
  (
    await desk().owner.query<{ kind: string; confirmed: boolean }>(
      "select kind, confirmed_by is not null as confirmed from dtsen.finding where family_id = $1",
      [family],
    )
  ).rows;

describe("a round", () => {
  test("lists whoever receives in the area, for the villages there and nobody else", async () => {
    const { items } = (await at.as("village-operator")("GET", "/api/v1/verval-rounds"))
      .body as VervalRounds;
    expect(items.map(({ listed, counts }) => [listed, counts.waiting])).toEqual([[LISTED, LISTED]]);
    expect(items[0]?.program.id).toContain("Sembako");
    expect((await rows("village-operator")).length).toBe(LISTED);
    expect(await rows("psm")).toHaveLength(LISTED);
    const { items: villages } = (
      await at.as("regency-supervisor")("GET", `/api/v1/verval-rounds/${round}/villages`)
    ).body as VervalVillages;
    expect(villages.map(({ listed }) => listed)).toEqual([LISTED]);
    expect((await rows("regency-verifier")).map(({ familyId }) => familyId)).not.toContain(
      String(FAMILIES.length),
    );
  });

  test("is opened by the social office alone, in its own area, once, with a day ahead, where somebody receives", async () => {
    expect((await open("village-operator")).status).toBe(403);
    expect((await open("regency-verifier")).status).toBe(403);
    expect((await open("regency-supervisor", { region: String(ELSEWHERE).slice(0, 4) })).code).toBe(
      "outside-region",
    );
    expect((await open("regency-supervisor", { region: "32" })).code).toBe("outside-region");
    expect((await open("regency-supervisor")).code).toBe("round-open");
    expect((await open("regency-supervisor", { program: "pkh" })).code).toBe("nobody-listed");
    expect((await open("regency-supervisor", { region: "320405", dueOn: day() })).code).toBe(
      "day-past",
    );
  });

  test("the same message twice opens one", async () => {
    const key = randomUUID();
    const region = String(HERE).slice(0, 6);
    const [one, two] = [
      await open("regency-supervisor", { region }, key),
      await open("regency-supervisor", { region }, key),
    ];
    expect(one.answer).toEqual(two.answer);
    expect((one.answer as VervalReceipt).listed).toBe(LISTED);
  });
});

describe("a name", () => {
  test("still here: one press, and done", async () => {
    const { answer: said } = await answer("village-operator", 1, "active");
    expect((said as VervalAnswerReceipt).state).toBe("still-here");
    // Nothing that a second person would have to confirm: ten thousand of them would hold up the next version.
    expect(await findings(1)).toEqual([]);
  });

  test("that would leave the list waits for a second person, who is not the first", async () => {
    expect((await answer("village-operator", 2, "deceased")).code).toBe("person-missing");
    expect((await answer("village-operator", 2, "deceased", { personId: "10" })).code).toBe(
      "person-unknown",
    );
    expect((await answer("village-operator", 2, "deceased", { personId: "20" })).code).toBe("ok");
    expect((await rowOf(2)).state).toBe("awaiting-second");
    expect((await answer("psm", 2, "active")).code).toBe("waits-for-second");
    const { answer: own } = await confirm("village-head", "well-off", [2]);
    expect((own as VervalConfirmed).confirmed).toEqual([]);
    const { answer: done } = await confirm("village-head", "deceased", [2]);
    expect((done as VervalConfirmed).confirmed).toEqual(["2"]);
    expect((await rowOf(2)).state).toBe("confirmed");
    expect(await findings(2)).toEqual([{ kind: "deceased", confirmed: true }]);
  });

  test("moved names the village where they live now", async () => {
    expect((await answer("village-operator", 3, "moved-within-country")).code).toBe(
      "village-missing",
    );
    expect(
      (await answer("village-operator", 3, "moved-within-country", { movedTo: "9999999999" })).code,
    ).toBe("village-missing");
    const moved = { movedTo: String(HERE + 1) };
    expect((await answer("village-operator", 3, "moved-within-country", moved)).code).toBe("ok");
  });

  test("not met is dated on different days with a day offered, and is never a finding", async () => {
    expect((await answer("psm", 4, "not-found")).code).toBe("appointment-missing");
    expect((await answer("psm", 4, "not-found", { offeredOn: day() })).code).toBe(
      "appointment-missing",
    );
    for (let i = 1; i <= 4; i++) {
      expect((await answer("psm", 4, "not-found", { offeredOn: day(2) })).code).toBe("ok");
      expect((await answer("psm", 4, "not-found", { offeredOn: day(2) })).code).toBe("same-day");
      moment += DAY_MS;
    }
    const row = await rowOf(4);
    expect([row.state, row.tries, row.mayAnswer]).toEqual(["not-met", 4, true]);
    expect(row.next?.id).toContain("Tidak ditemui bukan alasan menghapus");
    expect(await findings(4)).toEqual([]);
    expect((await answer("psm", 4, "active")).code).toBe("ok");
    expect((await rowOf(4)).state).toBe("still-here");
  });

  test("that 'refuses' resigns nobody: the social office meets the family", async () => {
    const { answer: said } = await answer("village-operator", 5, "refuses");
    expect((said as VervalAnswerReceipt).next?.id).toContain("Dinas Sosial menemui keluarganya");
    expect(await findings(5)).toEqual([]);
    for (const reason of ["moved-abroad", "new-member", "identity-not-matched"] as const) {
      expect((await answer("village-operator", 5, reason)).code).toBe("ok");
      expect((await rowOf(5)).state).toBe("elsewhere");
    }
    expect(await findings(5)).toEqual([]);
  });

  test("is answered by the same message once", async () => {
    const key = randomUUID();
    const [one, two] = [
      await answer("village-operator", 6, "well-off", {}, key),
      await answer("village-operator", 6, "well-off", {}, key),
    ];
    expect(one.answer).toEqual(two.answer);
    expect(await findings(6)).toHaveLength(1);
    expect((await answer("village-operator", 6, "active", {}, key)).code).toBe("key-reused");
  });

  test("is not answered from another village, for a name not listed, for a day to come, or by whoever only confirms", async () => {
    expect((await answer("village-operator", FAMILIES.length, "active")).status).toBe(404);
    expect((await answer("village-operator", 30, "active")).status).toBe(404);
    expect(await findings(30)).toEqual([]);
    expect((await answer("village-operator", 7, "active", { seenOn: day(1) })).code).toBe(
      "day-past",
    );
    expect((await answer("village-head", 7, "active")).status).toBe(403);
    expect((await answer("auditor", 7, "active")).status).toBe(403);
    expect(await findings(7)).toEqual([]);
  });

  test("of a family that is hidden for safety is not there", async () => {
    await desk().owner.query("insert into dtsen.hidden_unit (unit, unit_id) values ('family', 8)");
    expect(await rowOf(8)).toBeUndefined();
    expect((await answer("village-operator", 8, "active")).status).toBe(404);
    await desk().owner.query("delete from dtsen.hidden_unit where unit_id = 8");
  });

  test("is not confirmed by another account of whoever answered it, whichever way it is asked", async () => {
    await answer("village-operator", 9, "well-off");
    const setPhone = async (phone: string | null) =>
      await desk().owner.query(
        "update dtsen.account set phone = $1 where username in ('village-operator', 'village-head')",
        [phone],
      );
    await setPhone("+628990000099");
    const { answer: said } = await confirm("village-head", "well-off", [9]);
    expect((said as VervalConfirmed).left[0]?.why.id).toContain(
      "orang lain daripada yang mencatat",
    );
    const direct = desk().owner.query(
      "update dtsen.finding set confirmed_by = (select account_id from dtsen.account where username = 'village-head') where family_id = 9",
    );
    await expect(direct).rejects.toThrow("one person under two accounts");
    await setPhone(null);
    expect((await rowOf(9)).state).toBe("awaiting-second");
    const { answer: other } = await confirm("village-head", "well-off", [9]);
    expect((other as VervalConfirmed).confirmed).toEqual(["9"]);
  });
});

describe("many at once", () => {
  test("of one reason alone, each that does not wait for it is left with why", async () => {
    for (const family of [11, 12]) await answer("village-operator", family, "well-off");
    await answer("village-operator", 13, "duplicate", { personId: "130" });
    const { answer: said } = await confirm("regency-verifier", "well-off", [11, 12, 13, 14]);
    const { confirmed, left } = said as VervalConfirmed;
    expect(confirmed).toEqual(["11", "12"]);
    expect(left.map(({ familyId }) => familyId)).toEqual(["13", "14"]);
    expect(left[0]?.why.id).toContain("tidak menunggu pengesahan");
  });
});

describe("silence", () => {
  test("takes nothing away: past its day the list says how many wait, and no finding was made", async () => {
    moment += 30 * DAY_MS;
    const { items } = (await at.as("regency-supervisor")("GET", "/api/v1/verval-rounds"))
      .body as VervalRounds;
    const own = items.find(({ roundNo }) => roundNo === round);
    expect([own?.isLate, (own?.counts.waiting ?? 0) > 0]).toEqual([true, true]);
    const { rows: outcomes } = await desk().owner.query(
      "select count(*)::int as receives from dtsen.outcome where program = 'sembako' and outcome in ('recipient', 'review')",
    );
    expect(outcomes[0]).toEqual({ receives: LISTED + 1 });
    expect((await answer("village-operator", 15, "active")).code).toBe("ok");
  });
});

describe("the desk and the law book reckon alike", () => {
  test("after every answer, confirmed, refused or neither", async () => {
    const { owner } = desk();
    const account = "(select min(account_id) from dtsen.account)";
    const second = "(select max(account_id) from dtsen.account)";
    for (const reason of VERVAL_REASONS)
      for (const fate of ["none", "confirmed", "refused"] as const) {
        const effect = VERVAL_EFFECTS[reason];
        const kind = effect.kind === "finding" ? effect.finding : undefined;
        if (kind === undefined && fate !== "none") continue;
        const { rows: made } = await owner.query<{ finding_id: number }>(
          kind === undefined
            ? "select null::bigint as finding_id"
            : `insert into dtsen.finding (unit, unit_id, family_id, kind, village_no, domicile_village_no, observed_on, recorded_by,
                 confirmed_by, confirmed_at, answer, answer_reason, answered_at)
               select 'family', 16, 16, '${kind}', ${HERE}, ${HERE}, current_date, ${account},
                 ${fate === "confirmed" ? `${second}, now()` : "null, null"},
                 ${fate === "refused" ? "'refused', 'tidak benar', now()" : "null, null, null"} returning finding_id`,
        );
        await owner.query(
          `insert into dtsen.verval_answer (round_no, family_id, reason, seen_on, offered_on, finding_id, by_account, at)
           values ($1, 16, $2, current_date, ${reason === "not-found" ? "current_date + 1" : "null"}, $3, ${account}, now())`,
          [round, reason, made[0]?.finding_id ?? null],
        );
        const { rows: stands } = await owner.query<{ state: string }>(
          "select state from dtsen.verval_standing where round_no = $1 and family_id = 16",
          [round],
        );
        const facts = { reason, isConfirmed: fate === "confirmed", isRefused: fate === "refused" };
        expect([reason, fate, stands[0]?.state]).toEqual([reason, fate, readVervalState(facts)]);
        expect(VERVAL_STATES).toContain(stands[0]?.state);
      }
  });

  test("an answer that would take a name away without a finding is refused by the desk itself", async () => {
    const insert = desk().owner.query(
      `insert into dtsen.verval_answer (round_no, family_id, reason, seen_on, by_account, at)
       values ($1, 17, 'well-off', current_date, 1, now())`,
      [round],
    );
    await expect(insert).rejects.toThrow(/check/);
  });
});
