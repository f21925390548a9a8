import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { dice } from "#domain/dice.ts";
import type { Role } from "#domain/role.ts";
import { regionBook } from "#regions/region-book.ts";
import { openProposalDesk } from "#test/proposal-desk.ts";
import { PATIENCE, SIZES } from "#test/sizes.ts";
import { deskForTests } from "#test/store.ts";

/** Minutes in which all villages send, more and more of them as the night goes on. */
const NIGHT_SECONDS = 1_800;
/** Requests under way at once, and connections of the plain inserts beside them. */
const AT_ONCE = 16;
const SENDERS: readonly Role[] = [
  "village-operator",
  "regency-data-entry",
  "psm",
  "pkh-facilitator",
];

const desk = deskForTests();
let at: Awaited<ReturnType<typeof openProposalDesk>>;

beforeAll(async () => {
  at = await openProposalDesk(desk(), () => new Date());
  // The officers of the example send for the whole country: each village sends for itself, whoever is signed in.
  await desk().owner.query(
    "update dtsen.appointment set village_lo = 1100000000, village_hi = 9999999999",
  );
});

/** Works through all of a list, so many at once; the seconds it took. */
async function all<Item>(items: readonly Item[], work: (item: Item) => Promise<void>) {
  const started = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let i = next++; i < items.length; i = next++) await work(items[i] as Item);
    }),
  );
  return (performance.now() - started) / 1_000;
}

/** What the database does at best here: one bare row of a case a transaction, with the indexes that cases have. */
async function plainInserts(rows: number): Promise<number> {
  const { owner } = desk();
  await owner.query(
    "create table dtsen.bare_case (like dtsen.case_file including indexes including identity)",
  );
  const villages = regionBook().villages;
  const seconds = await all(
    Array.from({ length: rows }, (_, i) => i),
    async (i) => {
      const village = Number(villages[i % villages.length]?.code ?? 0);
      await owner.query(
        `insert into dtsen.bare_case (kind, client_id, request_sha256, village_no, domicile_village_no, urgency, opened_at, state, step,
           holder_institution, holder_tier, since, due_at, level, is_called_out, rules)
         values ('aid-proposal', $1, $2, $3, $3, 'planned', now(), 'open', 'identify', 'village-government', 'village', now(), now(), 0, false, '{}')`,
        [randomUUID(), Buffer.alloc(32, i % 250), village],
      );
    },
  );
  await owner.query("drop table dtsen.bare_case");
  return rows / seconds;
}

/** When the last receipt is given and how many wait at midnight, where villages send ever faster and so many are taken a second. */
function nightAt(rate: number, villages: number) {
  let [waiting, longest] = [0, 0];
  let sent = 0;
  let second = 0;
  for (; second < NIGHT_SECONDS || waiting > 0; second++) {
    const due = second < NIGHT_SECONDS ? villages * ((second + 1) / NIGHT_SECONDS) ** 2 : villages;
    waiting += due - sent;
    sent = due;
    longest = Math.max(longest, waiting / rate);
    waiting = Math.max(0, waiting - rate);
  }
  return { afterMidnight: Math.max(0, second - NIGHT_SECONDS), longestWait: Math.ceil(longest) };
}

test(
  "every village sends on the night of the deadline, some twice and some cut off: each has one receipt and one case",
  async () => {
    const random = dice(84);
    const { villages } = regionBook();
    const count = Math.min(SIZES.deadlineVillages, villages.length);
    const messages = Array.from({ length: count }, (_, i) => ({
      key: randomUUID(),
      role: SENDERS[i % SENDERS.length] ?? "village-operator",
      body: {
        village: villages[i]?.code ?? "",
        told: { headName: `Keluarga ${i}`, address: "Gang Buntu" },
        ...{ aim: "data-update", proposer: "officer", grounds: ["bad-housing"] },
      },
      /** Pressed twice, or sent again by a device that never heard the answer. */
      isTwice: random(4) === 0,
    }));
    const receipts = new Map<string, string>();
    const waits: number[] = [];
    const send = async ({ key, role, body }: (typeof messages)[number]) => {
      const began = performance.now();
      const { code, answer } = await at.send(role, "aid-proposals", body, key);
      waits.push(performance.now() - began);
      expect(code).toBe("ok");
      const { receipt } = answer as { receipt: string };
      expect(receipts.get(key) ?? receipt).toBe(receipt);
      receipts.set(key, receipt);
    };
    const plainBefore = await plainInserts(Math.min(4_000, count));
    const seconds = await all(messages, async (message) => {
      await Promise.all(message.isTwice ? [send(message), send(message)] : [send(message)]);
    });
    const plainAfter = await plainInserts(Math.min(4_000, count));
    const { rows } = await desk().owner.query<{
      cases: number;
      villages: number;
      receipts: number;
    }>(
      `select count(*)::int as cases, count(distinct c.village_no)::int as villages, count(distinct p.receipt_index)::int as receipts
       from dtsen.case_file c join dtsen.aid_proposal p using (case_id)`,
    );
    expect(rows).toEqual([{ cases: count, villages: count, receipts: count }]);
    expect(receipts.size).toBe(count);
    expect(new Set(receipts.values()).size).toBe(count);
    // A clock runs for each: nobody's message lies where no office looks.
    const { rows: idle } = await desk().owner.query(
      "select count(*)::int as n from dtsen.case_file where due_at is null",
    );
    expect(idle).toEqual([{ n: 0 }]);
    tell({ count, sent: waits.length, seconds, waits, plain: (plainBefore + plainAfter) / 2 });
  },
  PATIENCE,
);

/** Figures for bench/RESULTS.md. */
function tell(night: {
  readonly count: number;
  readonly sent: number;
  readonly seconds: number;
  readonly waits: number[];
  readonly plain: number;
}): void {
  const { count, sent, seconds, waits, plain } = night;
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
  const rate = count / seconds;
  const { afterMidnight, longestWait } = nightAt(rate, 84_000);
  console.log(
    `deadline night: ${count} villages, ${sent} sendings in ${seconds.toFixed(1)} s: ${rate.toFixed(0)} receipts a second, plain inserts ${plain.toFixed(0)} a second, ratio ${(rate / plain).toFixed(3)}; p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)} ms at ${AT_ONCE} at once; 84,000 villages in thirty minutes at this rate: last receipt ${afterMidnight} s after midnight, longest wait ${longestWait} s`,
  );
}
