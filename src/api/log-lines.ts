import { pino } from "pino";

type LoggedRequest = {
  readonly id?: string;
  readonly method?: string;
  readonly routeOptions?: { readonly url?: string | undefined };
};
type LoggedReply = { readonly statusCode?: number };
type LoggedError = { readonly name?: string; readonly code?: string; readonly stack?: string };

/**
 * What a log line may say. Serializers pick fields instead of hiding some: no address, no query, no
 * body, no message of an error (databases quote values there), only where in the code it arose.
 */
export const LOG_SERIALIZERS = {
  req: (request: LoggedRequest) => ({
    id: request.id,
    method: request.method,
    route: request.routeOptions?.url ?? "unmatched",
  }),
  res: (reply: LoggedReply) => ({ status: reply.statusCode }),
  err: (error: LoggedError) => ({
    name: error.name,
    code: error.code,
    frames: (error.stack ?? "")
      .split("\n")
      .filter((line) => line.startsWith("    at "))
      .slice(0, 12),
  }),
} as const;

/** A logger that cannot carry personal data; `write` receives one JSON line each. */
export function openLog(write: (line: string) => void): pino.Logger {
  return pino(
    {
      level: "info",
      base: null,
      serializers: LOG_SERIALIZERS,
      // Fastify and pg put error messages into msg; ours are fixed words, theirs are dropped.
      hooks: {
        logMethod(args, method) {
          const [first] = args as unknown[];
          // A bare error would bring its message along as msg.
          const said = first instanceof Error ? { err: first } : first;
          if (typeof said === "object" && said !== null && ("err" in said || "error" in said)) {
            method.apply(this, [said, "error"] as never);
            return;
          }
          method.apply(this, args);
        },
      },
    },
    { write },
  );
}
