import { say } from "#domain/words.ts";
import type { LinkTruth } from "./job.ts";
import { missingKey, otherMistake, wrongValue } from "./job-mistake.ts";
import { isKeys, type Keys, knownKeys, readText, type Tell } from "./read-keys.ts";

const OF_RECORDS = ["input", "id", "entity"];
const OF_PAIRS = ["left", "right", "left_input", "right_input"];

/** Who is truly who, as a job says it: a column, a file with a row for each record, or one with a row for each pair. */
export function readTruth(value: unknown, tell: Tell): LinkTruth | undefined {
  if (value === undefined) return undefined;
  if (!isKeys(value)) {
    tell(wrongValue("truth", say("objek", "an object"), '{ "column": "person" }'));
    return undefined;
  }
  knownKeys(value, ["column", "path", ...OF_RECORDS, ...OF_PAIRS], "truth", tell);
  const has = (keys: readonly string[]): boolean => keys.some((key) => value[key] !== undefined);
  if (value.path === undefined) {
    for (const key of [...OF_RECORDS, ...OF_PAIRS]) {
      if (has([key])) tell(missingKey("truth.path", '"path": "truth.csv"'));
    }
    const column = readText(value, "column", "truth", '"person"', tell);
    return column === undefined ? undefined : { column };
  }
  if (value.column !== undefined) tell(saidTwice());
  if (!has(OF_PAIRS)) return readRecords(value, tell);
  if (has(OF_RECORDS)) tell(recordsAndPairs());
  return readPairs(value, tell);
}

const saidTwice = () =>
  otherMistake(
    "truth-said-twice",
    "truth",
    say(
      "Kebenaran adalah kolom atau berkas, bukan keduanya.",
      "The truth is a column or a file, not both.",
    ),
    say('Hapus "column" atau "path".', 'Take out "column" or "path".'),
  );

const recordsAndPairs = () =>
  otherMistake(
    "truth-records-and-pairs",
    "truth",
    say(
      "Baris berkas kebenaran adalah rekaman atau pasangan, bukan keduanya.",
      "The rows of a truth file are records or pairs, not both.",
    ),
    say(
      'Tulis "id" dan "entity" untuk rekaman, "left" dan "right" untuk pasangan.',
      'Write "id" and "entity" for records, "left" and "right" for pairs.',
    ),
  );

function readRecords(value: Keys, tell: Tell): LinkTruth | undefined {
  const path = readText(value, "path", "truth", '"truth.csv"', tell);
  const id = readText(value, "id", "truth", '"rec_id"', tell);
  const entity = readText(value, "entity", "truth", '"person"', tell);
  const input =
    value.input === undefined ? undefined : readText(value, "input", "truth", '"file"', tell);
  if (path === undefined || id === undefined || entity === undefined) return undefined;
  return input === undefined ? { path, id, entity } : { path, input, id, entity };
}

function readPairs(value: Keys, tell: Tell): LinkTruth | undefined {
  const path = readText(value, "path", "truth", '"pairs.csv"', tell);
  const left = readText(value, "left", "truth", '"id_left"', tell);
  const right = readText(value, "right", "truth", '"id_right"', tell);
  const isNamed = value.left_input !== undefined || value.right_input !== undefined;
  const [ofLeft, ofRight] = isNamed
    ? (["left_input", "right_input"] as const).map((key) =>
        readText(value, key, "truth", `"${key}"`, tell),
      )
    : [];
  if (path === undefined || left === undefined || right === undefined) return undefined;
  if (ofLeft === undefined || ofRight === undefined) return { path, left, right };
  return { path, left, right, inputs: { left: ofLeft, right: ofRight } };
}
