import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { DecileBasis } from "#domain/decile-basis.ts";
import { drawKeyOf } from "#programs/draw-key.ts";
import { readCurrentSheet } from "#publication/current-sheet.ts";
import { listFigureAreas, readFigures } from "#publication/read-figures.ts";
import type { ServerDeps } from "./deps.ts";
import { type FigurePage, figuresBody } from "./pages/figures.ts";
import { LANGUAGES, type Language, pathIn, wordsOf } from "./pages/language.ts";
import { page } from "./pages/layout.ts";
import { noticePage } from "./pages/notice.ts";
import { ASSET_TAG } from "./public-assets.ts";
import { sendPage } from "./send-page.ts";

const SHOWN = ["families", "persons", "families-per-decile", "recipients", "quota"];

/** Open figures: counts by decile and program, for the nation, a province or a regency. */
export async function publicFigureRoutes(app: FastifyInstance, deps: ServerDeps): Promise<void> {
  for (const language of LANGUAGES) {
    app.get<{ Params: { area?: string } }>(pathIn(language, "/angka"), (request, reply) =>
      sendFigures(request, reply, deps, language),
    );
    app.get<{ Params: { area: string } }>(`${pathIn(language, "/angka")}/:area`, (request, reply) =>
      sendFigures(request, reply, deps, language, request.params.area),
    );
  }
}

async function sendFigures(
  request: FastifyRequest,
  reply: FastifyReply,
  { desk }: ServerDeps,
  language: Language,
  asked?: string,
): Promise<FastifyReply> {
  if (asked !== undefined && !/^(\d{2}|\d{4})$/.test(asked))
    return noticePage(request, reply, "not-found", language);
  const sheet = await readCurrentSheet(desk.app);
  if (sheet === undefined) return noticePage(request, reply, "no-version", language);
  const area = asked ?? (await widestArea(desk.app, sheet.version_no));
  const below = area === "ID" ? 2 : area.length + 2;
  const figures = await readFigures(desk.app, sheet.version_no, SHOWN, { own: area, below });
  if (!figures.some((each) => each.area === area))
    return noticePage(request, reply, "not-found", language);
  const body = figuresBody(language, {
    area,
    figures,
    fresh: { label: sheet.label, asOf: sheet.as_of, nextOn: sheet.next_on },
    ...(await readHow(desk.app, sheet.version_no)),
    programs: sheet.programs.map((id, i) => [id, sheet.program_names[i] ?? id] as const),
  });
  const { title } = wordsOf(language).figures;
  const markup = page({
    language,
    title,
    path: "/angka",
    body,
    assetTag: ASSET_TAG,
    isExample: reply.server.isExample,
  });
  return sendPage(request, reply, markup);
}

/** By what the deciles of a version are counted, and the key with which anybody can repeat its draws. */
async function readHow(
  caller: ServerDeps["desk"]["app"],
  versionNo: number,
): Promise<Pick<FigurePage, "drawKey" | "decileBasis">> {
  const { rows } = await caller.query<{ as_of: string; seed: string; basis: DecileBasis }>(
    "select as_of::text, seed, basis from dtsen.version where version_no = $1",
    [versionNo],
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`version ${versionNo} is in force and not at the desk`);
  return { drawKey: drawKeyOf(row.as_of, row.seed), decileBasis: row.basis };
}

/** Where a register holds one regency only, its districts are worth seeing at once. */
async function widestArea(caller: ServerDeps["desk"]["app"], versionNo: number): Promise<string> {
  const [regencies, provinces] = [
    await listFigureAreas(caller, versionNo, 4),
    await listFigureAreas(caller, versionNo, 2),
  ];
  const [only] = regencies;
  if (regencies.length === 1 && only !== undefined) return only;
  return provinces.length === 1 ? (provinces[0] ?? "ID") : "ID";
}
