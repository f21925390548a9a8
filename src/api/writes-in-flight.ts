import type { FastifyInstance, FastifyRequest } from "fastify";
import { isForPeople } from "./for-people.ts";
import { languageOf } from "./pages/language.ts";
import { noticePage } from "./pages/notice.ts";
import { sendProblem } from "./problem.ts";

/**
 * How many requests that may change something are worked on or wait for a connection at once. At the rates of a deadline night (bench/RESULTS.md) the
 * last of so many waits about a second; a machine ten times slower still answers before a browser or a proxy gives up.
 */
export const WRITES_IN_FLIGHT = 400;

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
/** Who is told to come again is spread over so many seconds, so that not all do so at once. */
const FIRST_WAIT_SECONDS = 5;
const SPREAD_SECONDS = 20;

/**
 * Over its limit the server says so at once, instead of letting people wait for an answer that never comes: 503, when to come again, and
 * that nothing is lost. Counted is what has arrived whole and is well formed, so that slow lines hold no place, until it is answered,
 * even where nobody is left to hear it.
 */
export function limitWrites(app: FastifyInstance, limit: number = WRITES_IN_FLIGHT): void {
  const inFlight = new WeakSet<FastifyRequest>();
  let count = 0;
  let sentAway = 0;
  app.addHook("preHandler", async (request, reply) => {
    if (SAFE.has(request.method)) return;
    if (count < limit) {
      count += 1;
      inFlight.add(request);
      return;
    }
    sentAway += 1;
    reply.header("retry-after", String(FIRST_WAIT_SECONDS + (sentAway % SPREAD_SECONDS)));
    return isForPeople(request)
      ? noticePage(request, reply, "busy", languageOf(request))
      : sendProblem(request, reply, "busy");
  });
  app.addHook("onSend", async (request) => {
    if (inFlight.delete(request)) count -= 1;
  });
}
