import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { DeliveryDraft, DeliveryReceipt, LetterFilter, RemovalId } from "#contract/removals.ts";
import { type NoticePack, writeNotices } from "#programs/notice-letter.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { findVillage, writePlace } from "#regions/place.ts";
import type { Tx } from "#store/transact.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { packOf, prepareLetters } from "./notice-letter-rows.ts";
import { todayOf } from "./office-day.ts";
import { recordDelivery } from "./removal-acts.ts";
import { describe } from "./routes-doc.ts";

const PURPOSE = "verification";

/** Notices on paper: the letters of a village, and how each was brought. */
export const noticeLetterRoutes: RoutePlugin = async (root, deps) => {
  await addLetters(root, deps);
  addDelivery(root, deps);
};

async function addLetters(root: Parameters<RoutePlugin>[0], deps: ServerDeps): Promise<void> {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const keys = await openLookupKeys(deps.settings.keyFolder);
  app.get(
    "/api/v1/removals/letters",
    {
      schema: {
        querystring: LetterFilter,
        ...describe(
          {
            id: "printNotices",
            tag: "verification",
            summary:
              "Letters of notice of a village as PDF, one page a family, not yet handed over",
            description:
              "Each with its number, a code that opens the family's own notice, and the acknowledgement that is torn off. At most 500; the rest follows once these are recorded. Made in memory and kept nowhere; each family's printing stands in the log.",
            needs: "read-family and record-appeal under the purpose verification, in that village",
          },
          Type.Unsafe<Buffer>(Type.String({ description: "application/pdf" })),
        ),
      },
    },
    async (request, reply) => {
      const { village } = request.query;
      const site = `${deps.secure === true ? "https" : "http"}://${request.host}`;
      const made = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "record-appeal");
        const version = await readVersion(tx);
        const prepared = await prepareLetters(tx, keys, {
          villageNo: village,
          versionNo: version.versionNo,
          site,
        });
        if (prepared.length === 0) return refuseNone();
        await tx.query("select dtsen.note_notice_letters_here($1, $2, $3, $4)", [
          prepared.map(({ code }) => keys.noticeIndex(code)),
          prepared.map(({ familyId }) => familyId),
          prepared.map(({ villageNo }) => villageNo),
          request.id,
        ]);
        const pack = writePack(village, version, todayOf(deps.clock()), reply.server.isExample);
        return await writeNotices(
          pack,
          prepared.map(({ letter }) => letter),
        );
      });
      if (!made.ok) return reply;
      reply.header("content-disposition", `attachment; filename="pemberitahuan-${village}.pdf"`);
      reply.header("cache-control", "no-store");
      return reply.type("application/pdf").send(made.value);
    },
  );
}

type Version = {
  readonly versionNo: number;
  readonly label: string;
  readonly asOf: string;
  readonly replyDays: number;
};

async function readVersion(tx: Tx): Promise<Version> {
  const [row] = await tx.query<Version>(
    `select v.version_no as "versionNo", v.label, v.as_of::text as "asOf", n.reply_days as "replyDays"
     from dtsen.publication_pointer p join dtsen.version v on v.version_no = p.version_no
     join dtsen.removal_run n on n.version_no = v.version_no and n.issued_on is not null
     order by n.run_no desc limit 1`,
  );
  return row ?? refuseNone();
}

function writePack(
  villageNo: string,
  version: Version,
  today: string,
  isExample: boolean,
): NoticePack {
  const place = findVillage(villageNo);
  return packOf(place === undefined ? villageNo : writePlace(place), version, today, isExample);
}

function refuseNone(): never {
  return refuseWith({
    code: "no-letters-here",
    entry: [
      404,
      "Tidak ada surat",
      "Tidak ada pemberitahuan yang belum diserahkan di desa atau kelurahan ini.",
      "There is no notice in this village that was not handed over yet.",
      "Pilih desa lain, atau lihat daftar penghapusan. / Choose another village, or look at the list of removals.",
    ],
  });
}

function addDelivery(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/removals/:removalId/deliveries",
    {
      schema: {
        headers: KeyHeader,
        params: Type.Object({ removalId: RemovalId }),
        body: DeliveryDraft,
        ...describe(
          {
            id: "recordDelivery",
            tag: "verification",
            summary: "Record how the letter of a family was brought, for all its notices",
            description:
              "The reply period begins on the day it was handed over, or, put up after visits on different days that met nobody, when the law counts it as received. A visit that met nobody is no notice. Refused: delivery-day-wrong, visits-missing, no-such-step.",
            needs: "record-appeal under the purpose verification, in that village",
          },
          DeliveryReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { removalId } = request.params;
      const ask = {
        key: request.headers["idempotency-key"],
        request: ["record-delivery", removalId, request.body],
      };
      const done = await asOfficer(deps, request, reply, PURPOSE, (tx) =>
        actOnce(tx, ask, () =>
          recordDelivery(tx, { removalId, ...request.body, request: request.id }),
        ),
      );
      return done.ok ? reply.send(done.value) : reply;
    },
  );
}
