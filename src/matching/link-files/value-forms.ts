import { strictName } from "#domain/person-name.ts";
import { kanonWord } from "../kanon.ts";
import { type DateOrder, dateForm } from "./date-forms.ts";
import { foldText, plainDigits, soundOf } from "./fold-text.ts";
import type { FieldKind, LinkProfile } from "./job.ts";

/** One value as it is compared: texts in A-Z, 0-9 and spaces, and up to three numbers. */
export type ValueForm = {
  /** Two values are equal when these are. */
  readonly whole: string;
  /** Words as they are compared; for Indonesian names their kanon. */
  readonly words: readonly string[];
  /** Year, month, day · value, its rank (told once all are known), 1 · latitude, longitude in millionths. */
  readonly numbers: readonly [number, number, number];
};

/** What blocking keys are made of, by kind: the whole value or something that survives an error in it. */
export const PARTS: Readonly<Record<FieldKind, readonly string[]>> = {
  name: ["whole", "sound", "start", "first", "rare"],
  text: ["whole", "sound", "start", "rare"],
  date: ["whole", "year", "month and day"],
  id: ["whole", "start", "end"],
  category: ["whole", "start"],
  number: ["whole"],
  geo: ["whole", "cell"],
};

const NO_NUMBERS = [0, 0, 0] as const;
const MILLIONTHS = 1_000_000;
/** Written where nothing is known. */
const UNKNOWN = new Set(["NULL", "NONE", "NAN", "NA", "N A", "UNKNOWN", "NIL", "TIDAK ADA"]);

/** How values of a kind are read; undefined where a value says nothing. */
export function formMaker(
  kind: FieldKind,
  profile: LinkProfile,
  order: DateOrder,
): (written: string) => ValueForm | undefined {
  switch (kind) {
    case "name":
      return profile === "indonesian" ? indonesianName : wordsForm;
    case "text":
    case "category":
      return wordsForm;
    case "id":
      return idForm;
    case "date":
      return (written) => dayForm(written, order);
    case "number":
      return numberForm;
    case "geo":
      return geoForm;
  }
}

function wordsForm(written: string): ValueForm | undefined {
  const whole = foldText(written);
  if (whole === "" || UNKNOWN.has(whole)) return undefined;
  return { whole, words: whole.split(" "), numbers: NO_NUMBERS };
}

function indonesianName(written: string): ValueForm | undefined {
  const strict = strictName(written);
  if (strict === "" || UNKNOWN.has(strict)) return wordsForm(written);
  return { whole: strict, words: strict.split(" ").map(kanonWord), numbers: NO_NUMBERS };
}

function idForm(written: string): ValueForm | undefined {
  const whole = foldText(written.replace(/\.0+$/, "")).replaceAll(" ", "");
  const says = whole !== "" && !/^0+$/.test(whole) && !UNKNOWN.has(whole);
  return says ? { whole, words: [whole], numbers: NO_NUMBERS } : undefined;
}

function dayForm(written: string, order: DateOrder): ValueForm | undefined {
  const day = dateForm(written, order);
  if (day === undefined) return wordsForm(written);
  const whole = `${day.year} ${day.month} ${day.day}`;
  const digits = [
    String(day.year).padStart(4, "0"),
    String(day.month).padStart(2, "0"),
    String(day.day).padStart(2, "0"),
  ];
  return { whole, words: [digits.join("")], numbers: [day.year, day.month, day.day] };
}

function numberForm(given: string): ValueForm | undefined {
  const written = plainDigits(given);
  const plain = /^\s*-?\d{1,3}(,\d{3})+(\.\d+)?\s*$/.test(written)
    ? written.replaceAll(",", "")
    : written.replace(",", ".");
  const value = Number(plain.replaceAll(/[^0-9.eE+-]/g, ""));
  if (!/\d/.test(plain) || !Number.isFinite(value)) return wordsForm(written);
  const whole = String(value);
  return { whole, words: [whole], numbers: [value, 0, 1] };
}

function geoForm(written: string): ValueForm | undefined {
  const [lat, lon] = (plainDigits(written).match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
  if (lat === undefined || lon === undefined) return undefined;
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180 || (lat === 0 && lon === 0)) return undefined;
  const [y, x] = [Math.round(lat * MILLIONTHS), Math.round(lon * MILLIONTHS)];
  return { whole: `${y} ${x}`, words: [`${y}`, `${x}`], numbers: [y, x, 0] };
}

/** A part of a value that keys are made of, "" where it has none. `rare` is its rarest word. */
export function partOf(part: string, kind: FieldKind, form: ValueForm, rare: string): string {
  const joined = form.words.join("");
  const [a, b, c] = form.numbers;
  switch (part) {
    case "whole":
      return form.whole;
    case "sound":
      return [...form.words].sort().map(soundOf).join(" ");
    case "start":
      return joined.length < 3 ? "" : joined.slice(0, startLength(kind, joined.length));
    case "end":
      return joined.length < 4 ? "" : joined.slice(-Math.ceil(joined.length / 2));
    case "first":
      return form.words[0] ?? "";
    case "rare":
      return rare;
    case "year":
      return a === 0 ? "" : String(a);
    case "month and day":
      return b === 0 || c === 0 ? "" : `${b} ${c}`;
    case "cell":
      return `${Math.round(a / 10_000)} ${Math.round(b / 10_000)}`;
    default:
      return joined.slice(0, Number(part));
  }
}

function startLength(kind: FieldKind, length: number): number {
  if (kind === "name") return 4;
  return kind === "text" ? 6 : Math.ceil(length / 2);
}
