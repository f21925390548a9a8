/**
 * The map of the house. Order matters: it is the order of the data. A room may import the ground
 * and any room before it; doors may import anything, and nothing imports a door.
 */
export type Room = {
  readonly name: string;
  readonly kind: "ground" | "walk" | "door";
  readonly holds: string;
  /** For the ground only: which other parts of the ground it may lean on. */
  readonly mayImport: readonly string[];
};

const ground = (name: string, holds: string, mayImport: readonly string[]): Room => ({
  name,
  kind: "ground",
  holds,
  mayImport,
});
const walk = (name: string, holds: string): Room => ({ name, kind: "walk", holds, mayImport: [] });
const door = (name: string, holds: string): Room => ({ name, kind: "door", holds, mayImport: [] });

export const ROOMS: readonly Room[] = [
  ground("domain", "the law book: values, code lists, rules; pure, runs in the browser", []),
  ground("engine", "big SQL: steps, pipelines, dialects; DuckDB and Spark", ["domain"]),
  ground("regions", "provinces to villages with dated codes; type-ahead search", ["domain"]),
  ground("lake", "files that never change: envelope, keys, manifests, content hash", [
    "domain",
    "engine",
  ]),
  ground("store", "the desk: PostgreSQL, migrations, rights, audit", ["domain"]),
  walk("sources", "deliveries as they came: owner, layout, checksum, receipt"),
  walk("synthetic", "a synthetic nation that delivers in the sources' own layouts, with truth"),
  walk("staging", "one shape for all; quality rules; quarantine and return files"),
  walk("matching", "who is the same person"),
  walk("registry", "one person, one family, field by field; identity ledger; frozen versions"),
  walk("ranking", "proxy means test, scores, deciles, contributions"),
  walk("programs", "eligibility, exclusions, quota, decisions"),
  walk("verification", "findings laid over the current version, checks, unidentified persons"),
  walk("publication", "projection to the desk, the pointer, public lookup, figures"),
  walk("feedback", "accepted corrections become a delivery"),
  door("contract", "shapes of requests and answers, shared with the web"),
  door("jobs", "acts across rooms: build a version, walk, publish"),
  door("api", "HTTP: public pages and /api/v1"),
  door("cli", "the command dtsen, one verb per file"),
];
