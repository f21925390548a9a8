import { say } from "#domain/words.ts";
import {
  type JobMistake,
  missingKey,
  notJson,
  otherMistake,
  wrongValue,
} from "#matching/link-files/job-mistake.ts";
import {
  isKeys,
  type Keys,
  knownKeys,
  readChoice,
  readText,
  type Tell,
} from "#matching/link-files/read-keys.ts";
import {
  LAYERS,
  type LayerName,
  type PmtFeature,
  type PmtSpec,
  ROLES,
  SPEC_KEYS,
  TARGET_KINDS,
} from "./pmt-spec.ts";

/** What could be read, and everything that is wrong with its words. */
export type ParsedSpec = { readonly spec: PmtSpec; readonly mistakes: readonly JobMistake[] };

/** Of a few households nothing can be learned that another few would bear out. */
const USUAL = {
  folds: 5,
  quota: [0.1, 0.2, 0.4],
  seed: 1,
  out: "pmt-out",
} as const;
const MOST_FOLDS = 50;
const FEATURE_KEYS = ["column", "kind", "only"];

/** Reads a spec file's text, or undefined with the reason told. */
export function readSpecText(text: string, tell: Tell): Keys | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    if (isKeys(value)) return value;
    tell(wrongValue("", say("satu objek JSON", "one JSON object"), '{ "target": "spending" }'));
  } catch (error) {
    const place = /at position \d+( \(line \d+ column \d+\))?|end of JSON input/i.exec(`${error}`);
    tell(notJson(place?.[0] ?? "?"));
  }
  return undefined;
}

/** Reads options and spec file as one; an option stands before the file's word. All mistakes come together. */
export function parseSpec(
  file: Keys,
  options: Keys,
  needs: { readonly target: boolean } = { target: true },
): ParsedSpec {
  const mistakes: JobMistake[] = [];
  const place = (key: string): string =>
    options[key] === undefined ? key : `--${key.replaceAll("_", "-")}`;
  const tell: Tell = (mistake) => {
    const [key = "", ...rest] = mistake.at.split(/(?=[[.])/);
    mistakes.push({ ...mistake, at: `${place(key)}${rest.join("")}` });
  };
  knownKeys(file, SPEC_KEYS, "", tell);
  const keys = { ...file, ...Object.fromEntries(given(options)) };
  const spec = readSpec(keys, tell, needs.target);
  oneRoleEach(spec, tell);
  return { spec, mistakes };
}

const given = (keys: Keys) => Object.entries(keys).filter(([, value]) => value !== undefined);

function readSpec(keys: Keys, tell: Tell, needsTarget: boolean): PmtSpec {
  if (needsTarget && keys.target === undefined) tell(missingKey("target", '"target": "spending"'));
  const columns: Record<string, string> = {};
  for (const role of ROLES) {
    const column = keys[role] === undefined ? undefined : readText(keys, role, "", '"psu"', tell);
    if (column !== undefined) columns[role] = column;
  }
  const one = (key: string, example: string): string | undefined =>
    keys[key] === undefined ? undefined : readText(keys, key, "", example, tell);
  const targetKind =
    keys.target_kind === undefined
      ? undefined
      : readChoice(keys.target_kind, TARGET_KINDS, "target_kind", tell);
  const poor = keys.poor === undefined ? undefined : readPoor(keys.poor, tell);
  const features = readFeatures(keys.features, tell);
  const [community] =
    keys.community === undefined ? [] : readFeature(keys.community, "community", tell);
  return {
    columns,
    ...(targetKind === undefined ? {} : { targetKind }),
    ...(poor === undefined ? {} : { poor }),
    ...(features === undefined ? {} : { features }),
    ...(community === undefined ? {} : { community }),
    leaveOut: readNames(keys.leave_out, "leave_out", tell) ?? [],
    fairness: readNames(keys.fairness, "fairness", tell) ?? [],
    layers: readLayers(keys, tell),
    folds: readWhole(keys.folds ?? USUAL.folds, "folds", [2, MOST_FOLDS], tell) ?? USUAL.folds,
    quotas: readQuotas(keys.quota, tell),
    seed: readWhole(keys.seed ?? USUAL.seed, "seed", [0, 2 ** 31 - 1], tell) ?? USUAL.seed,
    out: one("out", '"out"') ?? USUAL.out,
  };
}

function readPoor(value: unknown, tell: Tell): string | undefined {
  if (["string", "number", "boolean"].includes(typeof value) && `${value}`.trim() !== "")
    return `${value}`;
  tell(wrongValue("poor", say("nilai kelas miskin", "the value that means poor"), '"1"'));
  return undefined;
}

/** A list, or words parted by commas as a command line gives them. */
function asList(value: unknown): unknown {
  if (typeof value !== "string") return value;
  return value.split(",").flatMap((word) => (word.trim() === "" ? [] : [word.trim()]));
}

function readNames(value: unknown, at: string, tell: Tell): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const list = asList(value);
  if (Array.isArray(list) && list.every((one) => typeof one === "string" && one !== ""))
    return list as readonly string[];
  tell(wrongValue(at, say("daftar nama kolom", "a list of columns"), '["floor", "roof"]'));
  return undefined;
}

function readFeatures(value: unknown, tell: Tell): readonly PmtFeature[] | undefined {
  if (value === undefined) return undefined;
  const list = asList(value);
  if (!Array.isArray(list) || list.length === 0) {
    tell(wrongValue("features", say("daftar kolom", "a list of columns"), '["floor", "roof"]'));
    return undefined;
  }
  const features = list.flatMap((one, i) => readFeature(one, `features[${i}]`, tell));
  features.forEach(({ column }, i) => {
    if (features.findIndex((other) => other.column === column) < i) tell(twice("features", column));
  });
  return features;
}

function readFeature(value: unknown, at: string, tell: Tell): readonly PmtFeature[] {
  if (typeof value === "string" && value !== "") return [{ column: value }];
  if (!isKeys(value)) {
    tell(
      wrongValue(
        at,
        say("nama kolom atau objek", "a column or an object"),
        '{ "column": "floor" }',
      ),
    );
    return [];
  }
  knownKeys(value, FEATURE_KEYS, at, tell);
  const column = readText(value, "column", at, '"floor"', tell);
  const choice = <T extends string>(key: string, known: readonly T[]): T | undefined =>
    value[key] === undefined ? undefined : readChoice(value[key], known, `${at}.${key}`, tell);
  const kind = choice("kind", ["number", "category"] as const);
  const only = choice("only", ["raises", "lowers"] as const);
  if (column === undefined) return [];
  if (kind === "category" && only !== undefined) {
    tell(
      otherMistake(
        "category-has-no-direction",
        `${at}.only`,
        say(
          "Kategori tidak punya lebih banyak atau lebih sedikit.",
          "A category has no more and no less.",
        ),
        say(
          'Hapus "only", atau tulis "kind": "number".',
          'Take out "only", or write "kind": "number".',
        ),
      ),
    );
  }
  return [{ column, ...(kind && { kind }), ...(only && { only }) }];
}

const twice = (at: string, column: string): JobMistake =>
  otherMistake(
    "column-said-twice",
    at,
    say(
      `Kolom "${column}" disebut lebih dari sekali.`,
      `Column "${column}" is named more than once.`,
    ),
    say("Sebut sekali saja.", "Name it once."),
  );

/** All of them without a word, but L4 only where it is said which column holds what neighbours said. */
function readLayers({ layers, community }: Keys, tell: Tell): readonly LayerName[] {
  const usual = LAYERS.filter((name) => name !== "L4" || community !== undefined);
  if (layers === undefined) return usual;
  const list = asList(layers);
  if (!Array.isArray(list) || list.length === 0) {
    tell(wrongValue("layers", say("daftar lapisan", "a list of layers"), '["L0", "L1"]'));
    return usual;
  }
  const asked = list.flatMap((one) => readChoice(one, LAYERS, "layers", tell) ?? []);
  if (asked.includes("L4") && community === undefined)
    tell(missingKey("community", '"community": "village_rank"'));
  return LAYERS.filter((name) => asked.includes(name));
}

function readQuotas(value: unknown, tell: Tell): readonly number[] {
  const list =
    value === undefined ? USUAL.quota : asList(typeof value === "number" ? [value] : value);
  const quotas = Array.isArray(list)
    ? list.map((one) => (one === "" ? Number.NaN : Number(one)))
    : [];
  if (quotas.length > 0 && quotas.every((one) => one > 0 && one < 1))
    return [...new Set(quotas)].sort((a, b) => a - b);
  tell(
    wrongValue(
      "quota",
      say("bagian antara 0 dan 1, dipisah koma", "shares between 0 and 1, parted by commas"),
      "0.1,0.2,0.4",
    ),
  );
  return USUAL.quota;
}

function readWhole(
  value: unknown,
  at: string,
  [low, high]: readonly [number, number],
  tell: Tell,
): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number === "number" && Number.isInteger(number) && number >= low && number <= high)
    return number;
  tell(
    wrongValue(
      at,
      say(`bilangan bulat dari ${low} sampai ${high}`, `a whole number from ${low} to ${high}`),
      `${Math.max(low, 5)}`,
    ),
  );
  return undefined;
}

/** Target, weight and the others are no features, and none is two things, but for group and area. */
function oneRoleEach({ columns, features, community }: PmtSpec, tell: Tell): void {
  const taken = new Map<string, string>();
  for (const role of ROLES) {
    const column = columns[role];
    if (column === undefined) continue;
    const before = taken.get(column);
    if (before !== undefined && !(before === "group" && role === "area"))
      tell(twoThings(role, column, before));
    taken.set(column, role);
  }
  const other = community && taken.get(community.column);
  if (other !== undefined) tell(twoThings("community", community?.column ?? "", other));
  if (community !== undefined) taken.set(community.column, "community");
  const barred = [columns.target, columns.weight, columns.id, community?.column];
  for (const [i, { column }] of (features ?? []).entries()) {
    if (barred.includes(column)) tell(twoThings(`features[${i}]`, column, taken.get(column) ?? ""));
  }
}

const twoThings = (at: string, column: string, other: string): JobMistake =>
  otherMistake(
    "column-is-two-things",
    at,
    say(
      `Kolom "${column}" sudah dipakai sebagai ${other}.`,
      `Column "${column}" is the ${other} already.`,
    ),
    say("Sebut kolom lain di sini.", "Name another column here."),
  );
