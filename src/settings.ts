import { availableParallelism, totalmem } from "node:os";
import { isAbsolute, relative, resolve } from "node:path";

/** Everything the environment may say. Read once, at a door, and passed on as arguments. */
export type Settings = {
  /** Holds desk/, lake/, keys/ and synth/. */
  readonly dataFolder: string;
  /** Keys live apart from data, so that no backup takes both. */
  readonly keyFolder: string;
  /** A PostgreSQL of the office's own; without it ours is started. */
  readonly databaseUrl: string | undefined;
  /** Demo accounts and demo keys are refused where this is true. */
  readonly isProduction: boolean;
  readonly threads: number;
  /** For one engine, in DuckDB's words. */
  readonly memory: string;
  /** Folders or addresses that keep the audit checkpoints, outside the database. */
  readonly auditWitnesses: readonly string[];
};

/** Why these settings may not be worked with, or undefined: in production keys lie apart from data. */
export function settingsProblem({
  isProduction,
  dataFolder,
  keyFolder,
}: Pick<Settings, "isProduction" | "dataFolder" | "keyFolder">): string | undefined {
  const way = relative(dataFolder, keyFolder);
  const isInside = !way.startsWith("..") && !isAbsolute(way);
  if (!isProduction || !isInside) return undefined;
  return `NODE_ENV=production: kunci di ${keyFolder} terletak di dalam folder data; pindahkan ke luar dan sebut dengan DTSEN_KEYS (the key folder lies inside the data folder, so that one backup takes both: move it out and name it with DTSEN_KEYS)`;
}

/** The only place that reads the environment. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Settings {
  const dataFolder = resolve(env.DTSEN_DATA ?? "data");
  const gigabytes = Math.max(2, Math.min(10, Math.floor((totalmem() / 2 ** 30) * 0.4)));
  return {
    dataFolder,
    keyFolder: resolve(env.DTSEN_KEYS ?? `${dataFolder}/keys`),
    databaseUrl: env.DATABASE_URL,
    isProduction: env.NODE_ENV === "production",
    threads: Number(env.DTSEN_THREADS ?? availableParallelism()),
    memory: env.DTSEN_MEMORY ?? `${gigabytes}GB`,
    auditWitnesses: (env.DTSEN_WITNESSES ?? `${dataFolder}/witness`).split(","),
  };
}
