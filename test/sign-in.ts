import type { FastifyInstance, InjectOptions } from "fastify";
import { totpCode } from "#store/accounts.ts";
import { DEMO_PASSWORD, demoSecret } from "#store/demo-accounts.ts";
import { freshStep, momentOf, takenFrom } from "./fresh-step.ts";

type Inject = (
  method: "GET" | "POST" | "DELETE",
  url: string,
  more?: { readonly purpose?: string; readonly body?: object; readonly headers?: object },
) => Promise<{
  status: number;
  body: unknown;
  headers: Record<string, unknown>;
  text: string;
  bytes: Buffer;
}>;

const lastSteps = new WeakMap<FastifyInstance, Map<string, number>>();

/** The digits of an account that are good once more. */
function freshCode(app: FastifyInstance, role: string, now: Date): string {
  const steps = lastSteps.get(app) ?? new Map<string, number>();
  const step = freshStep(steps.get(role), now.getTime());
  if (takenFrom(step) > now.getTime())
    throw new Error(`${role} has no fresh code left in this minute`);
  lastSteps.set(app, steps.set(role, step));
  return totpCode(demoSecret(role), momentOf(step));
}

/** Signs a demo account in through the API and answers a caller that carries its cookie. */
export async function signedIn(app: FastifyInstance, role: string, now: Date): Promise<Inject> {
  const answer = await app.inject({
    method: "POST",
    url: "/api/v1/session",
    payload: { name: role, password: DEMO_PASSWORD, totp: freshCode(app, role, now) },
  });
  if (answer.statusCode !== 200) throw new Error(`${role} did not sign in: ${answer.body}`);
  const cookie = String(answer.headers["set-cookie"]).split(";")[0] ?? "";
  return callerWith(app, { cookie });
}

/** A caller with these headers; without any, somebody who has not signed in. */
export function callerWith(app: FastifyInstance, headers: Record<string, string> = {}): Inject {
  return async (method, url, { purpose, body, headers: extra } = {}) => {
    const request: InjectOptions = {
      method,
      url,
      headers: {
        ...headers,
        ...(purpose === undefined ? {} : { "dtsen-purpose": purpose }),
        ...extra,
      },
      ...(body === undefined ? {} : { payload: body }),
    };
    const answer = await app.inject(request);
    const isJson = String(answer.headers["content-type"] ?? "").includes("json");
    return {
      status: answer.statusCode,
      body: isJson && answer.body !== "" ? (JSON.parse(answer.body) as unknown) : undefined,
      headers: answer.headers as Record<string, unknown>,
      text: answer.body,
      bytes: answer.rawPayload,
    };
  };
}
