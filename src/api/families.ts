import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import {
  FamilyFilter,
  FamilyId,
  FamilyPage,
  FamilySearch,
  Unmask,
  Unmasked,
} from "#contract/families.ts";
import { FamilySheet, Readers } from "#contract/family-sheet.ts";
import { PurposeHeader } from "#contract/purpose.ts";
import { type FieldKeys, openFieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { readCurrentVersion } from "./current-version.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { readReaders } from "./family-readers.ts";
import { type FoundPage, listFamilies, searchFamilies } from "./family-search.ts";
import { composeSheet } from "./family-sheet.ts";
import { unmaskMember } from "./family-unmask.ts";
import { type Answered, asChosen, refuseWith, requireRight } from "./guard.ts";
import { findFamily, openFamily } from "./open-family.ts";
import { sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";
import { noteFamilies } from "./work-subject.ts";

const NEEDS = "read-family for the purpose of the header, within one's region";
const OneFamily = Type.Object({ familyId: FamilyId });
const Keyed = Type.Object({
  ...PurposeHeader.properties,
  "idempotency-key": Type.Optional(Type.String({ pattern: "^[\\w-]{8,80}$" })),
});

/** Lists, search, the sheet, who looked, and the act of unmasking. */
export const familiesRoutes: RoutePlugin = async (root, deps) => {
  const keys = openFieldKeys(deps.settings.keyFolder);
  addLists(root, deps, keys);
  addSheet(root, deps, keys);
  addUnmask(root, deps, keys);
};

function addLists(root: Parameters<RoutePlugin>[0], deps: ServerDeps, keys: FieldKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/families",
    {
      schema: {
        headers: PurposeHeader,
        querystring: FamilyFilter,
        ...describe(
          {
            id: "listFamilies",
            tag: "families",
            summary: "Families of a region, the poorest first",
            needs: NEEDS,
          },
          FamilyPage,
        ),
      },
    },
    async (request, reply) =>
      await answerPage(deps, request, reply, "list-families", (tx, versionNo) =>
        listFamilies(tx, versionNo, request.query),
      ),
  );
  app.post(
    "/api/v1/families/search",
    {
      schema: {
        headers: PurposeHeader,
        body: FamilySearch,
        ...describe(
          {
            id: "searchFamilies",
            tag: "families",
            summary: "Find a family by a member's name, NIK or card number",
            description:
              "In the body, never in the address. Names match by their strict normal form, from the beginning.",
            needs: NEEDS,
          },
          FamilyPage,
        ),
      },
    },
    async (request, reply) =>
      await answerPage(deps, request, reply, "search-families", (tx, versionNo) =>
        searchFamilies(tx, keys, versionNo, request.body),
      ),
  );
}

function addSheet(root: Parameters<RoutePlugin>[0], deps: ServerDeps, keys: FieldKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/families/:familyId",
    {
      schema: {
        headers: PurposeHeader,
        params: OneFamily,
        ...describe(
          {
            id: "readFamilySheet",
            tag: "families",
            summary: "The family sheet",
            description:
              "As much as the caller's role carries. Carries an ETag; 304 is audited too.",
            needs: NEEDS,
          },
          FamilySheet,
        ),
      },
    },
    async (request, reply) => {
      const { familyId } = request.params;
      const sheet = await asChosen(deps, request, reply, async (tx) => {
        const found = await openFamily(tx, request, familyId, "read-family-sheet");
        return found && (await composeSheet(tx, keys, found.family, found.seat.sheet));
      });
      return send(request, reply, sheet);
    },
  );
  app.get(
    "/api/v1/families/:familyId/readers",
    {
      schema: {
        headers: PurposeHeader,
        params: OneFamily,
        ...describe(
          {
            id: "readFamilyReaders",
            tag: "families",
            summary: "Who looked at this family's data",
            description: "Role, office and purpose; never an officer's name.",
            needs: NEEDS,
          },
          Readers,
        ),
      },
    },
    async (request, reply) => {
      const { familyId } = request.params;
      const readers = await asChosen(deps, request, reply, async (tx) => {
        const found = await openFamily(tx, request, familyId, "read-readers");
        return found && { items: await readReaders(tx, familyId) };
      });
      return send(request, reply, readers);
    },
  );
}

function addUnmask(root: Parameters<RoutePlugin>[0], deps: ServerDeps, keys: FieldKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/families/:familyId/unmask",
    {
      schema: {
        headers: Keyed,
        params: OneFamily,
        body: Unmask,
        ...describe(
          {
            id: "unmaskMember",
            tag: "families",
            summary: "NIK and card number of one member, against a recorded reason",
            description:
              "Takes an Idempotency-Key; a repeat is the same act and says so in the log.",
            needs: "unmask-identity and read-family for the purpose of the header",
          },
          Unmasked,
        ),
      },
    },
    async (request, reply) => {
      const { familyId } = request.params;
      const numbers = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "unmask-identity");
        const found = await findFamily(tx, familyId);
        if (found === undefined) refuseWith("not-found");
        return await unmaskMember(tx, keys, {
          ...found,
          draft: request.body,
          requestId: request.id,
          idempotencyKey: request.headers["idempotency-key"],
        });
      });
      return numbers.ok ? reply.send(numbers.value) : reply;
    },
  );
}

/** A list with one audit row for itself and one for each family that it named. */
async function answerPage(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  act: string,
  find: (tx: Tx, versionNo: number) => Promise<FoundPage>,
) {
  const answer = await asChosen(deps, request, reply, async (tx) => {
    await requireRight(tx, "read-family");
    const version = await readCurrentVersion(tx);
    if (version === undefined) refuseWith("no-version");
    const { hits, ...page } = await find(tx, version.versionNo);
    await noteFamilies(tx, { act, requestId: request.id, versionNo: version.versionNo }, hits);
    return { ...page, decileBasis: version.decileBasis };
  });
  return answer.ok ? reply.send(answer.value) : reply;
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answered<object | undefined>,
): FastifyReply {
  if (!answer.ok) return reply;
  return answer.value === undefined
    ? sendProblem(request, reply, "not-found")
    : sendTagged(request, reply, answer.value);
}
