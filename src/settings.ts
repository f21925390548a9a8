import { availableParallelism, totalmem } from "node:os";
import { isAbsolute, relative, resolve } from "node:path";
import type { SparkSettings } from "#engine/spark/spark-settings.ts";
import { installedSpark } from "#engine/spark/spark-version.ts";

/** Everything the environment may say. Read once, at a door, and passed on as arguments. */
export type Settings = {
  /** Holds desk/, lake/, keys/ and synth/. */
  readonly dataFolder: string;
  /** Keys live apart from data, so that no backup takes both. */
  readonly keyFolder: string;
  /** Keys of the survey zone (UU 16/1997), for who receives surveys and learns from them; beside keyFolder where none is named. */
  readonly surveyKeyFolder?: string;
  /** A PostgreSQL of the office's own; without it ours is started. */
  readonly databaseUrl: string | undefined;
  /** Demo accounts and demo keys are refused where this is true. */
  readonly isProduction: boolean;
  readonly threads: number;
  /** For one engine, in DuckDB's words. */
  readonly memory: string;
  /** Folders or addresses that keep the audit checkpoints, outside the database. */
  readonly auditWitnesses: readonly string[];
  /** The civil registry's web service, where the agreement gives one. */
  readonly identityService?: IdentityService;
  /** The office's gateway for SMS and WhatsApp; without it messages are written into files of the data folder. */
  readonly messageGateway?: { readonly url: string; readonly token: string };
  /** Where versions are built on Apache Spark; without it DuckDB builds them in this process. */
  readonly spark?: SparkSettings;
};

/** Address, token and questions a day of the agreement with the civil registry. */
export type IdentityService = {
  readonly url: string;
  readonly token: string;
  readonly quotaPerDay: number;
};

/** What an agreement that names no number allows. */
const USUAL_QUOTA = "1000";

/**
 * Why these settings may not be worked with, or undefined: in production keys lie apart from data, and
 * what is asked of the civil registry travels by https.
 */
export function settingsProblem({
  isProduction,
  dataFolder,
  keyFolder,
  surveyKeyFolder,
  identityService,
  messageGateway,
}: Pick<
  Settings,
  | "isProduction"
  | "dataFolder"
  | "keyFolder"
  | "surveyKeyFolder"
  | "identityService"
  | "messageGateway"
>): string | undefined {
  if (!isProduction) return undefined;
  if (identityService !== undefined && !/^https:\/\//i.test(identityService.url)) {
    return "NODE_ENV=production: DTSEN_DUKCAPIL_URL harus berawal https://, karena NIK dan nama lewat di sana (the address must begin with https://: numbers and names travel there)";
  }
  if (messageGateway !== undefined && !/^https:\/\//i.test(messageGateway.url)) {
    return "NODE_ENV=production: DTSEN_MESSAGE_URL harus berawal https://, karena nomor telepon lewat di sana (the address must begin with https://: telephone numbers travel there)";
  }
  if (isAround(keyFolder)(dataFolder)) {
    return `NODE_ENV=production: kunci di ${keyFolder} terletak di dalam folder data; pindahkan ke luar dan sebut dengan DTSEN_KEYS (the key folder lies inside the data folder, so that one backup takes both: move it out and name it with DTSEN_KEYS)`;
  }
  if (surveyKeyFolder !== undefined && [dataFolder, keyFolder].some(isAround(surveyKeyFolder))) {
    return `NODE_ENV=production: kunci zona survei di ${surveyKeyFolder} terletak di dalam folder data atau folder kunci data tunggal; pindahkan ke luar dan sebut dengan DTSEN_SURVEY_KEYS (the survey zone's keys lie inside the data folder or the register's key folder: move them out and name the folder with DTSEN_SURVEY_KEYS)`;
  }
  return undefined;
}

/** Whether a folder is, or lies around, the one that is asked about. */
const isAround = (inner: string) => (outer: string) => {
  const way = relative(outer, inner);
  return !way.startsWith("..") && !isAbsolute(way);
};

/** The only place that reads the environment. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Settings {
  const dataFolder = resolve(env.DTSEN_DATA ?? "data");
  const gigabytes = Math.max(2, Math.min(10, Math.floor((totalmem() / 2 ** 30) * 0.4)));
  return {
    dataFolder,
    keyFolder: resolve(env.DTSEN_KEYS ?? `${dataFolder}/keys`),
    surveyKeyFolder: resolve(
      env.DTSEN_SURVEY_KEYS ?? `${env.DTSEN_KEYS ?? `${dataFolder}/keys`}-survey`,
    ),
    databaseUrl: env.DATABASE_URL,
    isProduction: env.NODE_ENV === "production",
    threads: Number(env.DTSEN_THREADS ?? availableParallelism()),
    memory: env.DTSEN_MEMORY ?? `${gigabytes}GB`,
    auditWitnesses: (env.DTSEN_WITNESSES ?? `${dataFolder}/witness`).split(","),
    ...sparkOf(env),
    ...(env.DTSEN_MESSAGE_URL === undefined
      ? {}
      : {
          messageGateway: {
            url: env.DTSEN_MESSAGE_URL,
            token: env.DTSEN_MESSAGE_TOKEN ?? "",
          },
        }),
    ...(env.DTSEN_DUKCAPIL_URL === undefined
      ? {}
      : {
          identityService: {
            url: env.DTSEN_DUKCAPIL_URL,
            token: env.DTSEN_DUKCAPIL_TOKEN ?? "",
            quotaPerDay: wholeNumber(
              "DTSEN_DUKCAPIL_QUOTA",
              env.DTSEN_DUKCAPIL_QUOTA ?? USUAL_QUOTA,
            ),
          },
        }),
  };
}

function sparkOf(
  env: Readonly<Record<string, string | undefined>>,
): { readonly spark: SparkSettings } | Record<string, never> {
  const engine = env.DTSEN_ENGINE ?? "duckdb";
  if (engine === "duckdb") return {};
  if (engine !== "spark") throw new Error(`DTSEN_ENGINE is "${engine}": give duckdb or spark`);
  const confFolder = env.SPARK_CONF_DIR;
  return {
    spark: {
      home: env.SPARK_HOME ?? installedSpark(),
      master: env.DTSEN_SPARK_URL ?? "local[*]",
      ...(confFolder === undefined ? {} : { confFolder: resolve(confFolder) }),
    },
  };
}

/** The environment's settings, with what a command line says in its words laid over them. */
export function readSettingsWith(words: Readonly<Record<string, string>>): Settings {
  return readSettings({ ...process.env, ...words });
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`${name} is "${text}": give a whole number, such as ${USUAL_QUOTA}`);
}
