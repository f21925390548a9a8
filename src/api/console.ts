import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { RoutePlugin } from "./deps.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

type Asset = {
  readonly body: Buffer;
  readonly brotli: Buffer;
  readonly type: string;
  readonly tag: string;
};

/** One below the point where time grows without gain; the files are pressed at every start. */
const QUALITY = { [constants.BROTLI_PARAM_QUALITY]: 9 };

const NOT_BUILT = `<!doctype html><html lang="id"><meta charset="utf-8"><title>Konsol belum dibangun</title>
<h1>Konsol belum dibangun</h1><p>Jalankan <code>npx vite build</code>, lalu mulai ulang server.</p></html>`;

/**
 * The built console under /konsol. Its few files are read once at start and served by exact name, so
 * that no path of a request ever reaches the disk. Every other address is a screen: the page itself.
 */
export const consoleRoutes: RoutePlugin = async (app, deps) => {
  const assets = await readAssets(join(deps.webFolder, "dist"));
  const serve = async (request: FastifyRequest, reply: FastifyReply) => {
    const path = (request.params as { "*"?: string })["*"] ?? "";
    const asset = assets.get(path) ?? assets.get("index.html");
    if (asset === undefined)
      return reply.code(503).type("text/html; charset=utf-8").send(NOT_BUILT);
    return sendAsset(request, reply, asset, path.startsWith("assets/") && assets.has(path));
  };
  app.get("/konsol", { schema: { hide: true } }, serve);
  app.get("/konsol/*", { schema: { hide: true } }, serve);
};

/** Files under assets/ carry their digest in their name and may be kept for ever. */
function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset, isForEver: boolean) {
  reply.header("cache-control", isForEver ? "public, max-age=31536000, immutable" : "no-cache");
  reply.header("etag", asset.tag);
  if (request.headers["if-none-match"] === asset.tag) return reply.code(304).send();
  reply.type(asset.type).header("vary", "accept-encoding");
  const isSmall = /\bbr\b/.test(String(request.headers["accept-encoding"] ?? ""));
  return isSmall
    ? reply.header("content-encoding", "br").send(asset.brotli)
    : reply.send(asset.body);
}

async function readAssets(folder: string): Promise<ReadonlyMap<string, Asset>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const assets = await Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path).replaceAll("\\", "/"), await readAsset(path)] as const;
    }),
  );
  return new Map(assets);
}

async function readAsset(path: string): Promise<Asset> {
  const body = await readFile(path);
  const digest = createHash("sha256").update(body).digest("base64url");
  return {
    body,
    brotli: brotliCompressSync(body, { params: QUALITY }),
    type: TYPES[extname(path)] ?? "application/octet-stream",
    tag: `"${digest.slice(0, 27)}"`,
  };
}
