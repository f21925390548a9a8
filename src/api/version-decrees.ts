import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { VersionDecrees } from "#contract/version-decrees.ts";
import { sayOrderOutcome } from "#domain/decree.ts";
import { ALL_PROGRAMS } from "#programs/programs.ts";
import type { Tx } from "#store/transact.ts";
import { VERSION_COLUMNS, type VersionRow, writeVersion } from "./current-version.ts";
import type { RoutePlugin } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";

const VersionNo = Type.Object({ versionNo: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

/** Decrees of a version and what was said of taking it back: counts and reasons, nobody's name of the register. */
export const versionDecreesRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/versions/:versionNo/decrees",
    {
      schema: {
        params: VersionNo,
        ...describe(
          {
            id: "readVersionDecrees",
            tag: "versions",
            summary: "Decrees that stand on a version, and who ordered to take it back",
            description:
              "Under a decree in force going back takes two people and the sealed list of affected families, made when the first of them orders it.",
            needs: "read-figures under the purpose worklist",
          },
          VersionDecrees,
        ),
      },
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, "worklist", async (tx) => {
        await requireRight(tx, "read-figures");
        return await readDecrees(tx, request.params.versionNo);
      });
      if (!found.ok) return reply;
      if (found.value === undefined) return sendProblem(request, reply, "not-found");
      return sendTagged(request, reply, found.value);
    },
  );
};

type DecreeRow = {
  readonly program_code: string;
  readonly act_number: string;
  readonly signed_on: string;
  readonly is_in_force: boolean;
  readonly username: string | null;
};
type ListRow = {
  readonly list_no: number;
  readonly back_to_no: number;
  readonly made_at: Date;
  readonly file_sha256: string;
  readonly counts: readonly {
    readonly program: string;
    readonly listed: number;
    readonly lose: number;
    readonly gain: number;
  }[];
};
type WordRow = {
  readonly list_no: number;
  readonly username: string | null;
  readonly reason: string;
  readonly at: Date;
};

async function readDecrees(tx: Tx, versionNo: number): Promise<VersionDecrees | undefined> {
  const versions = await tx.query<VersionRow>(
    `select ${VERSION_COLUMNS} from dtsen.version v where v.version_no = $1 or v.version_no in (
       select back_to_no from dtsen.withdrawal_list where version_no = $1
       union all select previous_version_no from dtsen.publication_pointer where version_no = $1)`,
    [versionNo],
  );
  const versionOf = (no: number) => versions.find(({ version_no }) => version_no === no);
  const version = versionOf(versionNo);
  if (version === undefined) return undefined;
  const decrees = await tx.query<DecreeRow>(
    `select program_code, act_number, signed_on::text, is_in_force, username
     from dtsen.recorded_decrees($1) order by decree_no desc`,
    [versionNo],
  );
  const lists = await tx.query<ListRow>(
    `select list_no, back_to_no, made_at, file_sha256, counts from dtsen.withdrawal_list
     where version_no = $1 order by list_no desc`,
    [versionNo],
  );
  const words = await tx.query<WordRow>(
    "select list_no, username, reason, at from dtsen.withdrawal_words($1) order by at, username",
    [versionNo],
  );
  const [pointer] = await tx.query<{ previous_version_no: number | null }>(
    "select previous_version_no from dtsen.publication_pointer where version_no = $1",
    [versionNo],
  );
  const back = versionOf(pointer?.previous_version_no ?? 0);
  return {
    version: writeVersion(version),
    ...(back === undefined ? {} : { back: writeVersion(back) }),
    ...(await readActs(tx, version)),
    decrees: decrees.map((row) => ({
      program: nameOf(row.program_code),
      number: row.act_number,
      signedOn: row.signed_on,
      isInForce: row.is_in_force,
      ...by(row),
    })),
    lists: lists.map((list) => ({
      back: writeVersion(versionOf(list.back_to_no) ?? version),
      madeAt: list.made_at.toISOString(),
      sha256: list.file_sha256,
      affected: list.counts.map(({ program, ...counts }) => ({
        ...counts,
        program: nameOf(program),
      })),
      words: words
        .filter(({ list_no }) => list_no === list.list_no)
        .map((word) => ({ ...by(word), reason: word.reason, at: word.at.toISOString() })),
    })),
  };
}

type OrderRow = {
  readonly username: string | null;
  readonly is_mine: boolean;
  readonly reason: string;
  readonly at: Date;
  readonly outcome: string | null;
};

/** What whoever asks may do here, and the orders that were given on the screen. */
async function readActs(
  tx: Tx,
  { version_no, state }: VersionRow,
): Promise<Pick<VersionDecrees, "orders" | "records" | "hasSpoken">> {
  const orders = await tx.query<OrderRow>(
    `select username, is_mine, reason, at, outcome from dtsen.withdrawal_orders($1) order by order_no desc`,
    [version_no],
  );
  const programs = await tx.query<{ code: string }>(
    "select code from dtsen.my_determined_programs() code",
  );
  const [spoken] = await tx.query<{ has: boolean }>("select dtsen.has_spoken_here($1) as has", [
    version_no,
  ]);
  return {
    orders: orders.map(({ is_mine: isMine, reason, at, outcome, ...row }) => ({
      ...by(row),
      isMine,
      reason,
      at: at.toISOString(),
      ...(outcome === null ? {} : { outcome, outcomeWords: { ...sayOrderOutcome(outcome) } }),
    })),
    records:
      state === "published" ? programs.map(({ code }) => ({ code, words: nameOf(code) })) : [],
    hasSpoken: spoken?.has === true,
  };
}

const by = ({ username }: { readonly username: string | null }) =>
  username === null ? {} : { by: username };

function nameOf(code: string) {
  const name = ALL_PROGRAMS.find(({ id }) => id === code)?.name;
  return name === undefined ? { id: code, en: code } : { ...name };
}
