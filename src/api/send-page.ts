import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { FastifyReply, FastifyRequest } from "fastify";

const HTML = "text/html; charset=utf-8";

/** A page that is the same for everyone may be compressed. Answers about people never are. */
export function sendPage(request: FastifyRequest, reply: FastifyReply, markup: string) {
  const accepts = request.headers["accept-encoding"] ?? "";
  reply.type(HTML).header("vary", "accept-encoding");
  if (accepts.includes("br")) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };
    return reply.header("content-encoding", "br").send(brotliCompressSync(markup, { params }));
  }
  if (accepts.includes("gzip")) {
    return reply.header("content-encoding", "gzip").send(gzipSync(markup, { level: 6 }));
  }
  return reply.send(markup);
}
