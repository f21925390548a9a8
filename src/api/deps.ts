import type { FastifyInstance } from "fastify";
import type { LookupLimits } from "#publication/lookup-limits.ts";
import type { Settings } from "#settings.ts";
import type { Desk } from "#store/open.ts";

/** What every door over HTTP is given; nothing else reaches the world from a handler. */
export type ServerDeps = {
  readonly desk: Desk;
  readonly settings: Settings;
  /** The only clock a handler may read. */
  readonly clock: () => Date;
  /** The folder web/ with public/ and the built console/. */
  readonly webFolder: string;
  /** Whether we are reached over HTTPS: cookies are then host-bound and secure. */
  readonly secure?: boolean;
  /** Other limits than LOOKUP_LIMITS: for tests and for measuring. */
  readonly lookupLimits?: LookupLimits;
  /** Another limit than WRITES_IN_FLIGHT: for tests and for measuring. */
  readonly writesInFlight?: number;
  /** Where log lines go; false in tests. */
  readonly log?: boolean | { readonly write: (line: string) => void };
  /** How many proxies in front may be believed about the caller's address. */
  readonly trustedProxies?: number;
};

declare module "fastify" {
  interface FastifyInstance {
    /** Whether this is not production: everybody in the register was made by a computer. */
    isExample: boolean;
  }
}

/** A group of routes: one file of this room, listed in routes.ts. */
export type RoutePlugin = (app: FastifyInstance, deps: ServerDeps) => Promise<void>;
