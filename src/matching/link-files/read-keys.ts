import { say } from "#domain/words.ts";
import { type JobMistake, missingKey, unknownKey, unknownWord, wrongValue } from "./job-mistake.ts";

/** An object of JSON as it came. */
export type Keys = Readonly<Record<string, unknown>>;
export type Tell = (mistake: JobMistake) => void;

const TEXT = say("teks yang tidak kosong", "text that is not empty");

/** One of the known words. */
export function readChoice<T extends string>(
  value: unknown,
  known: readonly T[],
  at: string,
  tell: Tell,
): T | undefined {
  const found = known.find((one) => one === value);
  if (found === undefined) tell(unknownWord(at, `${value}`, known));
  return found;
}

/** Text that must be there and not be empty. */
export function readText(
  keys: Keys,
  key: string,
  at: string,
  example: string,
  tell: Tell,
): string | undefined {
  const place = at === "" ? key : `${at}.${key}`;
  const value = keys[key];
  if (typeof value === "string" && value.trim() !== "") return value;
  if (value === undefined) tell(missingKey(place, `"${key}": ${example}`));
  else tell(wrongValue(place, TEXT, example));
  return undefined;
}

/** Undefined where it is absent, or no list with something in it. */
export function readList(value: unknown, at: string, tell: Tell): readonly unknown[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.length > 0) return value;
  tell(
    wrongValue(at, say("daftar yang tidak kosong", "a list that is not empty"), `"${at}": [ … ]`),
  );
  return undefined;
}

/** Tells every key that nothing reads. */
export function knownKeys(keys: Keys, known: readonly string[], at: string, tell: Tell): void {
  for (const key of Object.keys(keys)) {
    const place = at === "" ? key : `${at}.${key}`;
    if (!known.includes(key))
      tell(
        unknownKey(
          place,
          key,
          known.filter((one) => one !== "$schema"),
        ),
      );
  }
}

/** An object of JSON. */
export function isKeys(value: unknown): value is Keys {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
