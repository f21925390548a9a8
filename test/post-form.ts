import type { FastifyInstance, LightMyRequestResponse } from "fastify";

/** What a browser sends of a form, from an address that a proxy in front has seen. */
export function postForm(
  app: FastifyInstance,
  url: string,
  fields: Readonly<Record<string, string>>,
  address: string,
): Promise<LightMyRequestResponse> {
  return app.inject({
    method: "POST",
    url,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      accept: "text/html",
      "x-forwarded-for": address,
    },
    payload: new URLSearchParams(fields).toString(),
  });
}
