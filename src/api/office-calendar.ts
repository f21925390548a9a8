import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import {
  CalendarReceipt,
  ClosedDayDraft,
  OfficeCalendarPage,
  RegionRuleDraft,
} from "#contract/office-calendar.ts";
import type { RegionRule } from "#domain/case-procedure.ts";
import { TIME_ZONE_TERMS, TIME_ZONES, zoneOfVillage } from "#domain/office-calendar.ts";
import { type PlainDate, parsePlainDate } from "#domain/plain-date.ts";
import { type RegionCode, villageRange } from "#domain/region-code.ts";
import { STEP_RULE_WORDS } from "#domain/step-rules.ts";
import { say } from "#domain/words.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import { refuseCase } from "./case-refusals.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { readRegionNames } from "./region-names.ts";
import { describe } from "./routes-doc.ts";

const PURPOSE = "worklist";
type App = Parameters<RoutePlugin>[0];
const about = (id: string, summary: string) =>
  ({ id, tag: "verification", summary, needs: "keep-calendar, in that region" }) as const;

/** By which days offices of a region count, and which steps it asks for: kept with their basis, dated, never taken back. */
export const officeCalendarRoutes: RoutePlugin = async (root, deps) => {
  addCalendar(root, deps);
  addClosedDay(root, deps);
  addRule(root, deps);
};

type Row = { readonly region: string; readonly legalBasis: string };

function addCalendar(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = about("readOfficeCalendar", "Times, closed days and rules of my region");
  app.get(
    "/api/v1/office-calendar",
    { schema: describe(doc, OfficeCalendarPage) },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "keep-calendar");
        return await readCalendar(tx);
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function readCalendar(tx: Tx): Promise<OfficeCalendarPage> {
  const mine = "int8range(village_lo, village_hi, '[]') && dtsen.my_ranges('keep-calendar')";
  const closed = await tx.query<Row & { readonly day: string }>(
    `select day::text, region_code as region, legal_basis as "legalBasis" from dtsen.region_closed_day where ${mine} order by day, region_code`,
  );
  const rules = await tx.query<
    Row & { readonly rule: RegionRule; readonly from: string; readonly until: string | null }
  >(
    `select rule, region_code as region, valid_from::text as from, valid_to::text as until, legal_basis as "legalBasis"
     from dtsen.region_rule where ${mine} order by valid_from, region_code`,
  );
  const ranges = await tx.query<{ lo: string; hi: string }>(
    `select lower(r)::text as lo, (upper(r) - 1)::text as hi from unnest(dtsen.my_ranges('keep-calendar')) r`,
  );
  const names = await readRegionNames(
    tx,
    [...closed, ...rules].map(({ region }) => region),
  );
  const nameOf = (code: string) => names.get(code) ?? code;
  return {
    zones: zonesOf(ranges).map((zone) => ({ ...TIME_ZONE_TERMS[zone].words })),
    closedDays: closed.map((row) => ({ ...row, name: nameOf(row.region) })),
    rules: rules.map(({ until, ...row }) => ({
      ...row,
      words: { ...STEP_RULE_WORDS[row.rule] },
      name: nameOf(row.region),
      ...(until === null ? {} : { until }),
    })),
  };
}

const PROVINCE = 100_000_000;

/** Times kept somewhere within these villages. */
function zonesOf(ranges: readonly { readonly lo: string; readonly hi: string }[]) {
  const provinces = TIME_ZONES.flatMap((zone) => [...TIME_ZONE_TERMS[zone].provinces]).map(Number);
  const kept = new Set(
    provinces
      .filter((province) =>
        ranges.some(
          ({ lo, hi }) =>
            Number(lo) < (province + 1) * PROVINCE && Number(hi) >= province * PROVINCE,
        ),
      )
      .map((province) => zoneOfVillage(province * PROVINCE)),
  );
  return TIME_ZONES.filter((zone) => kept.has(zone));
}

function addClosedDay(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    ...about("keepClosedDay", "A day to come on which offices of a region are closed"),
    description: "Deadlines that were told before are not moved by it. Refused: day-past.",
  };
  app.post(
    "/api/v1/office-calendar/closed-days",
    { schema: { headers: KeyHeader, body: ClosedDayDraft, ...describe(doc, CalendarReceipt) } },
    async (request, reply) => {
      const { region, day, legalBasis } = request.body;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "keep-calendar");
        const key = request.headers["idempotency-key"];
        return await actOnce(tx, { key, request: ["closed-day", request.body] }, () =>
          keep(tx, { act: "keep-closed-day", region, requestId: request.id }, [
            "select dtsen.keep_closed_day($1, $2, $3, $4, $5, $6) as verdict",
            [
              region,
              ...villageRange(region as RegionCode),
              dayOf(day),
              legalBasis,
              todayOf(deps.clock()),
            ],
          ]),
        );
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addRule(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    ...about("keepRegionRule", "A step that a region asks for begins, or ends with a day"),
    description: "Cases that are open keep the way they have. Give from to begin, until to end.",
  };
  app.post(
    "/api/v1/office-calendar/rules",
    { schema: { headers: KeyHeader, body: RegionRuleDraft, ...describe(doc, CalendarReceipt) } },
    async (request, reply) => {
      const { rule, region, from, until, legalBasis } = request.body;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "keep-calendar");
        if ((from === undefined) === (until === undefined)) return refuseWith("malformed-request");
        const key = request.headers["idempotency-key"];
        return await actOnce(tx, { key, request: ["region-rule", request.body] }, () =>
          keep(tx, { act: "keep-region-rule", region, requestId: request.id }, [
            "select dtsen.keep_region_rule($1, $2, $3, $4, $5, $6, $7, $8) as verdict",
            [
              rule,
              region,
              ...villageRange(region as RegionCode),
              from === undefined ? null : dayOf(from),
              until === undefined ? null : dayOf(until),
              legalBasis,
              todayOf(deps.clock()),
            ],
          ]),
        );
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

const KEPT = say("tersimpan", "kept");
const PROBLEMS = {
  "outside-region": [
    403,
    say("Wilayah itu di luar wilayah Anda.", "That region is outside yours."),
    say("Pilih wilayah Anda sendiri.", "Choose your own region."),
  ],
  "known-already": [
    409,
    say("Itu sudah tercatat untuk wilayah ini.", "That is on record for this region."),
    say("Lihat daftarnya.", "See the list."),
  ],
  "not-found": [
    409,
    say("Tidak ada aturan yang sedang berlaku.", "No such rule is running."),
    say("Lihat daftarnya.", "See the list."),
  ],
  "day-past": [
    400,
    say(
      "Hari itu sudah lewat: tenggat yang sudah diberitahukan tidak digeser.",
      "That day has passed: deadlines that were told are not moved.",
    ),
    say("Pilih hari yang akan datang.", "Choose a day to come."),
  ],
} as const;

async function keep(
  tx: Tx,
  {
    act,
    region,
    requestId,
  }: { readonly act: string; readonly region: string; readonly requestId: string },
  [sql, values]: readonly [string, readonly unknown[]],
): Promise<CalendarReceipt> {
  const [row] = await tx.query<{ verdict: "kept" | keyof typeof PROBLEMS }>(sql, values);
  const verdict = row?.verdict ?? "not-found";
  if (verdict !== "kept") {
    const [status, words, remedy] = PROBLEMS[verdict];
    return refuseCase(verdict, status, words, remedy);
  }
  await recordAct(tx, {
    act,
    by: ["keep-calendar"],
    subjectKind: "region",
    fieldsClass: "work",
    requestId,
    detail: { region },
  });
  return { state: "kept", words: { ...KEPT } };
}

function dayOf(text: string): PlainDate {
  const day = parsePlainDate(text);
  return day.ok ? day.value : refuseWith("malformed-request");
}
