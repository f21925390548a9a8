import type { FastifyReply, FastifyRequest } from "fastify";

/** Over HTTPS the name binds the cookie to this host; plain http is for one's own machine. */
export function cookieName(isSecure: boolean): string {
  return isSecure ? "__Host-dtsen" : "dtsen";
}

/** The session token that the browser sent, or undefined. Base64url of 32 bytes. */
export function readToken(request: FastifyRequest, isSecure: boolean): string | undefined {
  const name = cookieName(isSecure);
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const [key, value] = pair.trim().split("=", 2);
    if (key === name && value !== undefined && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}

/** Gives the token to the browser: out of reach of scripts, never sent from another site. */
export function giveToken(reply: FastifyReply, token: string, isSecure: boolean): void {
  reply.header("set-cookie", `${cookieName(isSecure)}=${token}; ${attributes(isSecure)}`);
}

export function takeToken(reply: FastifyReply, isSecure: boolean): void {
  reply.header("set-cookie", `${cookieName(isSecure)}=; Max-Age=0; ${attributes(isSecure)}`);
}

function attributes(isSecure: boolean): string {
  return `Path=/; HttpOnly; SameSite=Strict${isSecure ? "; Secure" : ""}`;
}
