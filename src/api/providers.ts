import { randomUUID } from "node:crypto";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import {
  type Provider,
  ProviderDraft,
  ProviderList,
  ProviderNo,
  ProviderRecordDraft,
} from "#contract/plans.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import {
  PROVIDER_KIND_WORDS,
  PROVIDER_STATUS_WORDS,
  type ProviderKind,
  type ProviderStatus,
} from "#domain/plan-terms.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asChosen, asOfficer, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { type KeepProblem, refusePlan } from "./plan-refusals.ts";
import { villageRange } from "./region-code.ts";
import { readRegionNames } from "./region-names.ts";
import { describe } from "./routes-doc.ts";

type App = Parameters<RoutePlugin>[0];

/** Providers of plans: who they are, who answers for them until when, how many places they have. */
export const providerRoutes: RoutePlugin = async (root, deps) => {
  addList(root, deps);
  addKeep(root, deps);
  addRecord(root, deps);
};

function addList(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/providers",
    {
      schema: describe(
        {
          id: "listProviders",
          tag: "verification",
          summary: "Providers that serve my villages, with status, officer and places",
          needs: "read-plan under the purpose service or protection",
        },
        ProviderList,
      ),
    },
    async (request, reply) => {
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-plan");
        const items = await listProviders(tx, todayOf(deps.clock()));
        const rowCount = items.length;
        await recordAct(tx, { ...note("list-providers", request.id), rowCount });
        return { items };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addKeep(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/providers",
    {
      schema: {
        headers: KeyHeader,
        body: ProviderDraft,
        ...describe(
          {
            id: "addProvider",
            tag: "verification",
            summary: "Enter a provider with its decree, officer and capacity",
            needs: "keep-provider under the purpose service",
          },
          ProviderNo,
        ),
      },
    },
    async (request, reply) => {
      const { region, kind, name, ...record } = request.body;
      const key = request.headers["idempotency-key"];
      const answer = await asOfficer(deps, request, reply, "service", async (tx) => {
        await requireRight(tx, "keep-provider");
        return await actOnce(tx, { key, request: ["addProvider", request.body] }, async () => {
          const [village_lo, village_hi] = villageRange(region);
          const said = { kind, name, village_lo, village_hi, ...recordOf(record) };
          return await keep(tx, null, said, deps, request.id);
        });
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addRecord(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/providers/:providerNo/records",
    {
      schema: {
        params: ProviderNo,
        headers: KeyHeader,
        body: ProviderRecordDraft,
        ...describe(
          {
            id: "recordProvider",
            tag: "verification",
            summary: "A provider's status, officer, decree and capacity from a day on",
            description: "Refused: capacity-below-taken, day-order.",
            needs: "keep-provider under the purpose service",
          },
          ProviderNo,
        ),
      },
    },
    async (request, reply) => {
      const { providerNo } = request.params;
      const key = request.headers["idempotency-key"];
      const answer = await asOfficer(deps, request, reply, "service", async (tx) => {
        await requireRight(tx, "keep-provider");
        const ask = { key, request: ["recordProvider", providerNo, request.body] };
        return await actOnce(
          tx,
          ask,
          async () => await keep(tx, Number(providerNo), recordOf(request.body), deps, request.id),
        );
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

const recordOf = ({ fromOn, validTo, ...record }: ProviderRecordDraft) => ({
  ...record,
  from_on: fromOn,
  valid_to: validTo,
});

async function keep(
  tx: Tx,
  providerNo: number | null,
  said: { readonly from_on: string; readonly valid_to: string },
  deps: ServerDeps,
  requestId: string,
): Promise<Kept> {
  const today = todayOf(deps.clock());
  if (said.from_on > today) refusePlan("day-to-come");
  if (said.valid_to < said.from_on) refusePlan("day-order");
  const [row] = await tx.query<{ verdict: "kept" | KeepProblem; provider_number: string | null }>(
    "select * from dtsen.keep_provider($1, $2, $3, $4, $5)",
    [randomUUID(), providerNo, JSON.stringify(said), today, deps.clock().toISOString()],
  );
  if (row === undefined || row.verdict !== "kept" || row.provider_number === null)
    return refusePlan(row === undefined || row.verdict === "kept" ? "not-found" : row.verdict);
  await recordAct(tx, note("keep-provider", requestId));
  return { providerNo: String(row.provider_number) };
}
type Kept = { readonly providerNo: string };

const note = (act: string, requestId: string) =>
  ({
    act,
    by: [act === "keep-provider" ? "keep-provider" : "read-plan"],
    fieldsClass: "work",
    subjectKind: "none",
    requestId,
  }) as const;

/** The code of the region that a provider serves: what is left without the zeros of its lowest village. */
const regionOf = ({ village_lo, village_hi }: ProviderRecord): string => {
  const [low, high] = [village_lo, village_hi].map((no) => String(no).padStart(10, "0"));
  const digits = [4, 6].find(
    (many) =>
      low?.slice(many) !== high?.slice(many) &&
      low?.slice(0, many) === high?.slice(0, many) &&
      /^0+$/.test(low?.slice(many) ?? ""),
  );
  return low?.slice(0, digits ?? 10) ?? "";
};

type ProviderRecord = {
  readonly provider_no: string;
  readonly kind: ProviderKind;
  readonly name: string;
  readonly village_lo: number;
  readonly village_hi: number;
  readonly status: ProviderStatus;
  readonly capacity: number;
  readonly taken: number;
  readonly officer: string;
  readonly decree: string;
  readonly from_on: PlainDate;
  readonly valid_to: PlainDate;
  readonly may_keep: boolean;
};

async function listProviders(tx: Tx, today: PlainDate): Promise<Provider[]> {
  const rows = await tx.query<ProviderRecord>(
    `select distinct on (p.provider_no) p.provider_no::text, p.kind, p.name, p.village_lo, p.village_hi, p.status, p.capacity, p.taken,
       r.officer, r.decree, r.from_on::text, r.valid_to::text,
       coalesce(int8range(p.village_lo, p.village_hi, '[]') <@ dtsen.my_ranges('keep-provider'), false) as may_keep
     from dtsen.provider p join dtsen.provider_record r using (provider_no)
     order by p.provider_no, r.record_no desc limit 500`,
  );
  const names = await readRegionNames(tx, rows.map(regionOf));
  return rows.map((row) => ({
    providerNo: row.provider_no,
    kind: { ...PROVIDER_KIND_WORDS[row.kind] },
    name: row.name,
    region: names.get(regionOf(row)) ?? regionOf(row),
    status: { ...PROVIDER_STATUS_WORDS[row.status] },
    isActive: row.status === "active" && row.valid_to >= today,
    capacity: row.capacity,
    taken: row.taken,
    officer: row.officer,
    decree: row.decree,
    fromOn: row.from_on,
    validTo: row.valid_to,
    isDecreeEnded: row.valid_to < today,
    mayKeep: row.may_keep,
  }));
}
