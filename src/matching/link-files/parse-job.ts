import { say } from "#domain/words.ts";
import {
  FIELD_KINDS,
  type FieldKind,
  type LinkField,
  type LinkInput,
  type LinkJob,
  PROFILES,
} from "./job.ts";
import {
  type JobMistake,
  missingKey,
  notJson,
  otherMistake,
  repeatedName,
  unknownKey,
  wrongValue,
} from "./job-mistake.ts";
import { readTruth } from "./parse-truth.ts";
import {
  isKeys,
  type Keys,
  knownKeys,
  readChoice,
  readList,
  readText,
  type Tell,
} from "./read-keys.ts";

/** What could be read of a job, and everything that is wrong with its words. */
export type ParsedJob = {
  /** Inputs, fields and truth that make sense, so that their files can be looked at all the same. */
  readonly job: Omit<LinkJob, "inputs"> & { readonly inputs: readonly LinkInput[] };
  readonly mistakes: readonly JobMistake[];
};

const JOB_KEYS = [
  "$schema",
  "inputs",
  "fields",
  "blocking",
  "truth",
  "profile",
  "threshold",
  "seed",
  "out",
];
const INPUT_KEYS = ["name", "path", "id", "one_record_per_entity"];
const FIELD_KEYS = ["column", "kind", "columns"];

/** Reads the text of a job file; nothing is refused before everything has been looked at. */
export function parseJob(text: string): ParsedJob {
  const mistakes: JobMistake[] = [];
  const tell: Tell = (mistake) => mistakes.push(mistake);
  const keys = readJson(text, tell);
  if (keys === undefined) return { job: NO_JOB, mistakes };
  return { job: readJob(keys, tell), mistakes };
}

const NO_JOB: ParsedJob["job"] = { inputs: [], profile: "neutral", seed: 1, out: "out" };

/** What stands in the job, null too; otherwise what is usual. */
const given = (value: unknown, usual: unknown): unknown => (value === undefined ? usual : value);

function readJson(text: string, tell: Tell): Keys | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    if (isKeys(value)) return value;
    tell(wrongValue("", say("satu objek JSON", "one JSON object"), '{ "inputs": [ … ] }'));
  } catch (error) {
    // The engine's sentence quotes the text; only the place is told.
    const place = /at position \d+( \(line \d+ column \d+\))?|end of JSON input/i.exec(`${error}`);
    tell(notJson(place?.[0] ?? "?"));
  }
  return undefined;
}

function readJob(keys: Keys, tell: Tell): ParsedJob["job"] {
  knownKeys(keys, JOB_KEYS, "", tell);
  const inputs = readInputs(keys, tell);
  const names = inputs.map(({ name }) => name);
  const fields = readList(keys.fields, "fields", tell)?.flatMap((field, i) =>
    readField(field, `fields[${i}]`, names, tell),
  );
  fields?.forEach(({ column }, i) => {
    if (fields.findIndex((other) => alike(other.column, column)) < i) {
      tell(repeatedName(`fields[${i}].column`, column));
    }
  });
  const blocking = readBlocking(keys.blocking, tell);
  const truth = readTruth(keys.truth, tell);
  const threshold = readThreshold(keys.threshold, tell);
  return {
    inputs,
    ...(fields === undefined ? {} : { fields }),
    ...(blocking === undefined ? {} : { blocking }),
    ...(truth === undefined ? {} : { truth }),
    profile: readChoice(given(keys.profile, "neutral"), PROFILES, "profile", tell) ?? "neutral",
    ...(threshold === undefined ? {} : { threshold }),
    seed: readSeed(given(keys.seed, 1), tell),
    out: readText({ out: given(keys.out, "out") }, "out", "", '"out"', tell) ?? "out",
  };
}

function readInputs(keys: Keys, tell: Tell): readonly LinkInput[] {
  const example = '[ { "name": "left", "path": "a.csv", "id": "rec_id" } ]';
  if (keys.inputs === undefined) {
    tell(missingKey("inputs", example));
    return [];
  }
  const list = readList(keys.inputs, "inputs", tell);
  if (list === undefined) return [];
  const inputs = list.map((input, i) => readInput(input, i, tell));
  inputs.forEach(({ name }, i) => {
    if (inputs.findIndex((other) => other.name === name) < i) {
      tell(repeatedName(`inputs[${i}].name`, name));
    }
  });
  const [only, second] = inputs;
  if (list.length === 1 && only?.oneRecordPerEntity && second === undefined) {
    tell(
      otherMistake(
        "nothing-to-link",
        "inputs[0].one_record_per_entity",
        say(
          "Satu berkas yang tidak memuat siapa pun dua kali tidak punya apa-apa untuk ditautkan.",
          "One file in which nobody stands twice has nothing to link.",
        ),
        say("Tambahkan berkas kedua, atau tulis false.", "Add a second input, or write false."),
      ),
    );
  }
  return inputs;
}

/** Parquet readers do not tell capitals of columns apart. */
const alike = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** An input without path keeps its place, so that the others keep theirs. */
function readInput(value: unknown, place: number, tell: Tell): LinkInput {
  const at = `inputs[${place}]`;
  if (!isKeys(value)) {
    tell(wrongValue(at, say("objek", "an object"), '{ "name": "left", "path": "a.csv" }'));
    return { name: at, path: "", oneRecordPerEntity: false };
  }
  knownKeys(value, INPUT_KEYS, at, tell);
  const name = readText(value, "name", at, '"left"', tell);
  const path = readText(value, "path", at, '"a.csv"', tell);
  const id = value.id === undefined ? undefined : readText(value, "id", at, '"rec_id"', tell);
  const once = given(value.one_record_per_entity, false);
  if (typeof once !== "boolean") {
    tell(
      wrongValue(`${at}.one_record_per_entity`, say("true atau false", "true or false"), "true"),
    );
  }
  const known = { name: name ?? at, path: path ?? "", oneRecordPerEntity: once === true };
  return id === undefined ? known : { ...known, id };
}

function readField(
  value: unknown,
  at: string,
  inputs: readonly string[],
  tell: Tell,
): readonly LinkField[] {
  if (!isKeys(value)) {
    tell(wrongValue(at, say("objek", "an object"), '{ "column": "dob", "kind": "date" }'));
    return [];
  }
  knownKeys(value, FIELD_KEYS, at, tell);
  const column = readText(value, "column", at, '"dob"', tell);
  const kind =
    value.kind === undefined
      ? tell(missingKey(`${at}.kind`, '"kind": "name"'))
      : readChoice<FieldKind>(value.kind, FIELD_KINDS, `${at}.kind`, tell);
  const columns = readColumns(value.columns, `${at}.columns`, inputs, tell);
  if (column === undefined) return [];
  const field = { column, kind: kind ?? "text" };
  return [columns === undefined ? field : { ...field, columns }];
}

function readColumns(
  value: unknown,
  at: string,
  inputs: readonly string[],
  tell: Tell,
): Readonly<Record<string, string | null>> | undefined {
  if (value === undefined) return undefined;
  if (!isKeys(value)) {
    tell(
      wrongValue(
        at,
        say("objek: nama berkas ke nama kolom", "an object: input to column"),
        '{ "right": "born" }',
      ),
    );
    return undefined;
  }
  const columns: Record<string, string | null> = {};
  for (const [input, column] of Object.entries(value)) {
    if (!inputs.includes(input)) tell(unknownKey(`${at}.${input}`, input, inputs));
    else if (column === null || (typeof column === "string" && column !== "")) {
      columns[input] = column;
    } else
      tell(
        wrongValue(
          `${at}.${input}`,
          say("nama kolom atau null", "a column's name or null"),
          '"born"',
        ),
      );
  }
  return columns;
}

function readBlocking(value: unknown, tell: Tell): readonly (readonly string[])[] | undefined {
  const keys = readList(value, "blocking", tell);
  return keys?.map((key, i) => {
    const at = `blocking[${i}]`;
    if (
      Array.isArray(key) &&
      key.length > 0 &&
      key.every((one) => typeof one === "string" && one !== "")
    ) {
      return key as readonly string[];
    }
    tell(
      wrongValue(at, say("daftar nama kolom", "a list of columns"), '["surname:3", "dob:year"]'),
    );
    return [];
  });
}

function readThreshold(value: unknown, tell: Tell): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "number" && value >= 0 && value <= 1) return value;
  tell(
    wrongValue(
      "threshold",
      say("bilangan dari 0 sampai 1 (peluang)", "a number from 0 to 1 (a probability)"),
      "0.9",
    ),
  );
  return undefined;
}

function readSeed(value: unknown, tell: Tell): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 2 ** 31)
    return value;
  tell(wrongValue("seed", say("bilangan bulat mulai 0", "a whole number from 0"), "1"));
  return 1;
}
