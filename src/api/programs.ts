import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { ProgramList, ProgramOnCard } from "#contract/programs.ts";
import { type CardOnDay, cardOn, cardsOn, findCard } from "#programs/card-on-day.ts";
import { readProgramBook } from "#programs/program-book.ts";
import type { RoutePlugin } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { asOfficer } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";

const On = Type.Object(
  {
    on: Type.Optional(
      Type.String({ format: "date", description: "Day of the rules; default: today" }),
    ),
  },
  { additionalProperties: false },
);

/** The register of programs: law as data, without anybody's data. */
export const programRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/programs",
    {
      schema: {
        querystring: On,
        ...describe(
          {
            id: "listPrograms",
            tag: "programs",
            summary: "Every program: rules, amounts, law, who determines it and how",
            description: "Past and regional ones too, and patterns that have no rules.",
            needs: "a session",
          },
          ProgramList,
        ),
      },
    },
    async (request, reply) => {
      const day = request.query.on ?? todayOf(deps.clock());
      const found = await asOfficer(deps, request, reply, "account", async (tx) => ({
        items: cardsOn(day, await readProgramBook(tx)).map(written),
      }));
      return found.ok ? sendTagged(request, reply, found.value) : reply;
    },
  );
  app.get(
    "/api/v1/programs/:id",
    {
      schema: {
        params: Type.Object(
          { id: Type.String({ maxLength: 40 }) },
          { additionalProperties: false },
        ),
        querystring: On,
        ...describe(
          {
            id: "readProgram",
            tag: "programs",
            summary: "One program on a day",
            description: "A program that is over is read by its last rules.",
            needs: "a session",
          },
          ProgramOnCard,
        ),
      },
    },
    async (request, reply) => {
      const day = request.query.on ?? todayOf(deps.clock());
      const card = findCard(request.params.id);
      const found = await asOfficer(deps, request, reply, "account", async (tx) =>
        card === undefined ? undefined : written(cardOn(card, day, await readProgramBook(tx))),
      );
      if (!found.ok) return reply;
      if (found.value === undefined) return sendProblem(request, reply, "not-found");
      return sendTagged(request, reply, found.value);
    },
  );
};

/** As the contract has it: lists that may be sent. */
const written = (card: CardOnDay): ProgramOnCard => structuredClone(card) as ProgramOnCard;
