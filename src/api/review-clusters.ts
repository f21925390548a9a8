import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  ClusterCase,
  ClusterFilter,
  ClusterId,
  ClusterPage,
  type ClusterRow,
} from "#contract/review-quality.ts";
import { maskNumber } from "#domain/disclosure.ts";
import { CLUSTER_CONTRADICTION_WORDS, type ClusterContradiction } from "#domain/review-traps.ts";
import { getVariable } from "#domain/variables/catalogue.ts";
import { say } from "#domain/words.ts";
import type { FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { writeDay } from "./family-facts.ts";
import { placeOf } from "./family-place.ts";
import { sayAnswer, saySource } from "./family-words.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { noteReviewed } from "./note-reviewed.ts";
import { villageRange } from "./region-code.ts";
import { type OpenRecord, readRecords } from "./review-records.ts";
import { readSpoken } from "./review-spoken.ts";
import { describe } from "./routes-doc.ts";
import { cutSlice, readSlice } from "./slice.ts";

type KeptCluster = {
  readonly cluster_key: number;
  readonly person_id: number | null;
  readonly is_on_register: boolean;
  readonly records: number;
  readonly deliveries: number;
  readonly density_permille: number;
  readonly contradictions: readonly ClusterContradiction[];
  readonly members: readonly {
    readonly key: number;
    readonly contradicts: readonly ClusterContradiction[];
  }[];
  readonly edges: readonly {
    readonly left: number;
    readonly right: number;
    readonly weight: number;
    readonly link: boolean;
  }[];
  readonly sort_no: number;
};

const NEEDS = "review-pair under the purpose update, for the villages of all its records";
const COLUMNS = `c.cluster_key, c.person_id, c.is_on_register, c.records, c.deliveries, c.density_permille,
  c.contradictions, c.members, c.edges`;

/** What comes first in each list, as one number; ties by the number of the cluster. */
const ORDERS = {
  largest: "-c.records",
  sparse: "c.density_permille",
  contradictory: "-cardinality(c.contradictions)",
} as const satisfies Record<ClusterFilter["kind"], string>;

/** What matching joined and a person should look at: lists, and one with members and edges. */
export function addReviewClusters(
  root: Parameters<RoutePlugin>[0],
  deps: ServerDeps,
  keys: FieldKeys,
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/identity-reviews/clusters",
    {
      schema: {
        querystring: ClusterFilter,
        ...describe(
          {
            id: "listReviewClusters",
            tag: "verification",
            summary: "The largest, the sparsest or the most contradictory clusters of my region",
            needs: NEEDS,
          },
          ClusterPage,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, "update", async (tx) => {
        await requireRight(tx, "review-pair");
        return await listClusters(tx, keys, request.query, request.id);
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
  app.get(
    "/api/v1/identity-reviews/clusters/:clusterId",
    {
      schema: {
        params: Type.Object({ clusterId: ClusterId }),
        ...describe(
          {
            id: "readReviewCluster",
            tag: "verification",
            summary: "One cluster: its records, the edges between them and what contradicts what",
            needs: NEEDS,
          },
          ClusterCase,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, "update", async (tx) => {
        await requireRight(tx, "review-pair");
        return await readCluster(tx, keys, request.params.clusterId, request.id);
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function listClusters(
  tx: Tx,
  keys: FieldKeys,
  filter: ClusterFilter,
  requestId: string,
): Promise<ClusterPage> {
  const order = ORDERS[filter.kind];
  const slice = readSlice(filter, [Number.MIN_SAFE_INTEGER, 0]);
  const rows = await tx.query<KeptCluster>(
    `select ${COLUMNS}, (${order})::int as sort_no from dtsen.review_cluster c
     where ((${order})::bigint, c.cluster_key) > ($1::bigint, $2::bigint) and c.village_hi between $3 and $4
       ${filter.kind === "contradictory" ? "and cardinality(c.contradictions) > 0" : ""}
     order by (${order})::bigint, c.cluster_key limit $5`,
    [...slice.after, ...villageRange(filter.region ?? ""), slice.limit + 1],
  );
  const { shown, next } = cutSlice(rows, slice, (row) => [row.sort_no, row.cluster_key]);
  const hubs = await readRecords(
    tx,
    keys,
    shown.map(({ cluster_key }) => cluster_key),
  );
  await noteReviewed(tx, [...hubs.values()], { act: "list-clusters", requestId });
  return { items: shown.map((row) => writeCluster(row, hubs.get(row.cluster_key))), ...next };
}

async function readCluster(
  tx: Tx,
  keys: FieldKeys,
  clusterId: string,
  requestId: string,
): Promise<ClusterCase> {
  const [row] = await tx.query<KeptCluster>(
    `select ${COLUMNS}, 0 as sort_no from dtsen.review_cluster c where c.cluster_key = $1`,
    [clusterId],
  );
  if (row === undefined) return refuseWith("not-found");
  const records = await readRecords(
    tx,
    keys,
    row.members.map(({ key }) => key),
  );
  await noteReviewed(tx, [...records.values()], { act: "read-cluster", requestId });
  return {
    ...writeCluster(row, records.get(row.cluster_key)),
    members: row.members.flatMap(({ key, contradicts }) => {
      const record = records.get(key);
      return record === undefined
        ? []
        : [writeMember(record, contradicts, key === row.cluster_key)];
    }),
    edges: row.edges
      .filter(({ left, right }) => records.has(left) && records.has(right))
      .map(({ left, right, weight, link }) => ({
        left: String(left),
        right: String(right),
        milliBits: weight,
        isLink: link,
        says: sayEdge(weight, link),
      })),
    spoken: await readSpoken(tx, [...records.keys()]),
  };
}

function sayEdge(weight: number, isLink: boolean) {
  const bits = (Math.round(weight / 100) / 10).toFixed(1).replace("-", "−");
  const joined = isLink
    ? say("digabung mesin", "joined by matching")
    : say("tidak digabung langsung", "not joined directly");
  return say(`${joined.id}, ${bits.replace(".", ",")} bit`, `${joined.en}, ${bits} bits`);
}

function writeCluster(row: KeptCluster, hub: OpenRecord | undefined): ClusterRow {
  return {
    clusterId: String(row.cluster_key),
    ...(hub?.says.name == null ? {} : { name: hub.says.name }),
    ...(hub === undefined || hub.village_no === 0 ? {} : { place: placeOf(hub.village_no) }),
    records: row.records,
    deliveries: row.deliveries,
    densityPermille: row.density_permille,
    contradictions: row.contradictions.map(sayContradiction),
    isOnRegister: row.is_on_register,
    ...(row.person_id === null ? {} : { personId: String(row.person_id) }),
  };
}

const sayContradiction = (code: ClusterContradiction) => ({ ...CLUSTER_CONTRADICTION_WORDS[code] });

function writeMember(
  { record_key, source, as_of, village_no, says }: OpenRecord,
  contradicts: readonly ClusterContradiction[],
  isHub: boolean,
): ClusterCase["members"][number] {
  return {
    recordKey: String(record_key),
    source: { ...saySource(source) },
    asOf: writeDay(as_of),
    ...(says.name === null ? {} : { name: says.name }),
    ...(says.nik === null ? {} : { nik: maskNumber(says.nik) }),
    ...(says.birthDate === null ? {} : { birthDate: writeDay(says.birthDate) }),
    sex: { ...sayAnswer(getVariable("sex"), says.sex ?? -2) },
    ...(village_no === 0 ? {} : { place: placeOf(village_no) }),
    isHub,
    contradicts: contradicts.map(sayContradiction),
  };
}
