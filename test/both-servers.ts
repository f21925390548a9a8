import { type Binaries, systemBinaries } from "#store/binaries.ts";

/** A server that the rights are proved on; `binaries` undefined is the embedded one. */
type ServerForTests = { readonly name: string; readonly binaries: Binaries | undefined };

/**
 * The embedded server and the oldest one we promise to work with. Where PostgreSQL 15 is not installed
 * it is left out loudly; in CI that is an error.
 */
export function bothServers(proof: string): readonly ServerForTests[] {
  const embedded = { name: "embedded", binaries: undefined };
  const oldest = systemBinaries(15);
  if (oldest !== undefined) return [embedded, { name: "PostgreSQL 15", binaries: oldest }];
  if (process.env.CI !== undefined) throw new Error("PostgreSQL 15 must be installed in CI");
  process.stderr.write(
    `\n!!! SKIPPED LOUDLY: no PostgreSQL 15 under /usr/lib/postgresql: ${proof} ran on one server\n\n`,
  );
  return [embedded];
}
