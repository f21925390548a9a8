import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import type { ServerDeps } from "./deps.ts";

const WEB = join(import.meta.dirname, "..", "..", "web");

/** One small file of the public site, read once and kept in the three ways browsers ask for it. */
type Asset = {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly brotli: Buffer;
};

/** What is served under /aset, and the files of web/ that it is put together from. */
const FILES: Readonly<Record<string, { readonly type: string; readonly of: readonly string[] }>> = {
  "situs.css": {
    type: "text/css; charset=utf-8",
    of: ["kit/tokens.css", "public/site.css"],
  },
  "name.js": {
    type: "text/javascript; charset=utf-8",
    of: ["public/work.js", "public/villages.js"],
  },
  "code.js": { type: "text/javascript; charset=utf-8", of: ["public/code.js"] },
  "answer.js": { type: "text/javascript; charset=utf-8", of: ["public/answer.js"] },
  "ikon.svg": { type: "image/svg+xml", of: ["public/icon.svg"] },
};

const ASSETS: ReadonlyMap<string, Asset> = new Map(
  Object.entries(FILES).map(([name, { type, of }]) => {
    const text = of.map((file) => readFileSync(join(WEB, file), "utf8")).join("\n");
    const plain = Buffer.from(lean(name, text));
    const brotli = brotliCompressSync(plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
    });
    return [name, { type, plain, gzip: gzipSync(plain, { level: 9 }), brotli }];
  }),
);

/** Changes with any file, so that browsers may keep them for a year. */
export const ASSET_TAG: string = [...ASSETS.values()]
  .reduce((hash, { plain }) => hash.update(plain), createHash("sha256"))
  .digest("base64url")
  .slice(0, 8);

/** Style, scripts and icon of the public site. */
export async function publicAssetRoutes(app: FastifyInstance, _deps: ServerDeps): Promise<void> {
  app.get<{ Params: { name: string } }>("/aset/:name", async (request, reply) => {
    const asset = ASSETS.get(request.params.name);
    if (asset === undefined) return reply.callNotFound();
    const accepts = request.headers["accept-encoding"] ?? "";
    const way = accepts.includes("br") ? "brotli" : accepts.includes("gzip") ? "gzip" : "plain";
    if (way !== "plain") reply.header("content-encoding", way === "brotli" ? "br" : "gzip");
    return reply
      .type(asset.type)
      .header("cache-control", "public, max-age=31536000, immutable")
      .header("vary", "accept-encoding")
      .send(asset[way]);
  });
}

/** Takes comments and indentation out of style sheets; scripts go as they are written. */
function lean(name: string, text: string): string {
  if (!name.endsWith(".css")) return text;
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ ?([{};,]) ?/g, "$1")
    .trim();
}
