import type { Expression } from "#domain/rule.ts";
import { FAMILY_FACTS, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { say } from "#domain/words.ts";
import { otherMistake, unknownWord, wrongValue } from "#matching/link-files/job-mistake.ts";
import { isKeys, type Keys, knownKeys, type Tell } from "#matching/link-files/read-keys.ts";

export const OF_FAMILY: readonly string[] = ["size", ...FAMILY_FACTS];
export const OF_PERSON: readonly string[] = ["life_status", ...PERSON_FACTS];
const EXAMPLE = '{ "fact": "size", "between": [1, 3] }';
/** Deeper than anybody writes. */
const DEEPEST = 8;

/** A condition of the rule language about a family, its facts named by the catalogue; places are the cut's alone. */
export function readExpression(
  value: unknown,
  at: string,
  tell: Tell,
  depth = 0,
  facts = OF_FAMILY,
): Expression | undefined {
  if (!isKeys(value) || depth > DEEPEST) {
    tell(wrongValue(at, say("syarat", "a condition"), EXAMPLE));
    return undefined;
  }
  const kinds = ["all", "any", "not", "known", "members", "fact"].filter((key) => key in value);
  if (kinds.length !== 1) {
    tell(
      otherMistake(
        "one-condition",
        at,
        say(
          "Satu syarat memakai tepat satu dari: all, any, not, known, members, fact.",
          "One condition has exactly one of: all, any, not, known, members, fact.",
        ),
        say(`Tulis misalnya ${EXAMPLE}.`, `Write for instance ${EXAMPLE}.`),
      ),
    );
    return undefined;
  }
  const inner = (part: unknown, place: string, own = facts) =>
    readExpression(part, place, tell, depth + 1, own);
  if ("not" in value) {
    knownKeys(value, ["not"], at, tell);
    const not = inner(value.not, `${at}.not`);
    return not && { not };
  }
  if ("known" in value) {
    knownKeys(value, ["known"], at, tell);
    const known = inner(value.known, `${at}.known`);
    return known && { known };
  }
  if ("members" in value) return readMembers(value, at, tell, depth, facts);
  if ("fact" in value) return readFact(value, at, tell, facts);
  const key = "all" in value ? "all" : "any";
  knownKeys(value, [key], at, tell);
  const parts = value[key];
  if (!Array.isArray(parts) || parts.length === 0) {
    tell(
      wrongValue(
        `${at}.${key}`,
        say("daftar syarat yang tidak kosong", "a list of conditions that is not empty"),
        `"${key}": [ … ]`,
      ),
    );
    return undefined;
  }
  const read = parts.flatMap((part, i) => inner(part, `${at}.${key}[${i}]`) ?? []);
  const [first, ...rest] = read;
  if (first === undefined || read.length < parts.length) return undefined;
  return key === "all" ? { all: [first, ...rest] } : { any: [first, ...rest] };
}

function readMembers(
  value: Keys,
  at: string,
  tell: Tell,
  depth: number,
  facts: readonly string[],
): Expression | undefined {
  knownKeys(value, ["members", "atLeast"], at, tell);
  if (facts === OF_PERSON) {
    tell(
      otherMistake(
        "members-of-members",
        at,
        say(
          "Syarat tentang seorang anggota tidak dapat bertanya tentang anggota lain.",
          "A condition on one member may not ask about other members.",
        ),
        say("Gabungkan dua syarat dengan all.", "Join two conditions with all."),
      ),
    );
    return undefined;
  }
  const atLeast = value.atLeast ?? 1;
  if (typeof atLeast !== "number" || !Number.isInteger(atLeast) || atLeast < 1 || atLeast > 50) {
    tell(
      wrongValue(
        `${at}.atLeast`,
        say("bilangan bulat 1 sampai 50", "a whole number from 1 to 50"),
        '"atLeast": 1',
      ),
    );
    return undefined;
  }
  const members = readExpression(value.members, `${at}.members`, tell, depth + 1, OF_PERSON);
  return members && { members, atLeast };
}

const isInt = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value);

function readFact(
  value: Keys,
  at: string,
  tell: Tell,
  facts: readonly string[],
): Expression | undefined {
  knownKeys(value, ["fact", "in", "between"], at, tell);
  const { fact } = value;
  if (typeof fact !== "string" || !facts.includes(fact)) {
    tell(unknownWord(`${at}.fact`, `${fact}`, facts));
    return undefined;
  }
  const { in: of, between } = value;
  if (Array.isArray(of) && between === undefined && of.length > 0 && of.every(isInt)) {
    const [first, ...rest] = of as [number, ...number[]];
    return { fact, in: [first, ...rest] };
  }
  if (of === undefined && Array.isArray(between) && between.length === 2 && between.every(isInt)) {
    const [low, high] = between as [number, number];
    if (low <= high) return { fact, between: [low, high] };
  }
  tell(
    wrongValue(
      at,
      say(
        "fact dengan in atau between berisi bilangan bulat",
        "a fact with in or between of whole numbers",
      ),
      EXAMPLE,
    ),
  );
  return undefined;
}
