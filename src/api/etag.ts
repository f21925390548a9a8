import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * Sends a value with its ETag, or 304 where the caller has it already. The read has been audited
 * either way: not sending the body again does not make it unread.
 */
export function sendTagged(request: FastifyRequest, reply: FastifyReply, value: object) {
  const digest = createHash("sha256").update(JSON.stringify(value)).digest("base64url");
  const tag = `"${digest.slice(0, 27)}"`;
  reply.header("etag", tag);
  reply.header("vary", "cookie, dtsen-purpose");
  const known = (request.headers["if-none-match"] ?? "").split(",").map((one) => one.trim());
  if (known.includes(tag) || known.includes(`W/${tag}`)) return reply.code(304).send();
  return reply.send(value);
}
