import { dice, type Roll } from "#domain/dice.ts";

/** A record of somebody who does not exist: file, id "entity-copy", and values as they might be typed. */
export type MadeUp = {
  readonly input: number;
  readonly id: string;
  /** Given name, family name, day of birth, city, telephone. */
  readonly values: readonly (string | undefined)[];
};

const SYLLABLES = "ra di mo ka lu se ti an be ju wa ni pe so ha gu fi dor mar len cris vin".split(
  " ",
);
const CITIES = "Medan Solo Bandung Ambon Kupang Palu Manado Jambi Serang Bogor Depok Malang".split(
  " ",
);
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** People with copies that err as clerks do: slips, swapped names, other spellings of dates, gaps. */
export function madeUpPeople(draft: {
  readonly entities: number;
  readonly copies: readonly number[];
  readonly seed: number;
}): readonly MadeUp[] {
  const draw = dice(draft.seed);
  const word = (): string => [0, 1, 2].map(() => SYLLABLES[draw(SYLLABLES.length)]).join("");
  const [givens, families] = [Array.from({ length: 300 }, word), Array.from({ length: 500 }, word)];
  return Array.from({ length: draft.entities }, (_, entity) => {
    const given = givens[Math.min(draw(300), draw(300))] ?? "";
    const family = families[Math.min(draw(500), draw(500))] ?? "";
    const born = [1930 + draw(80), 1 + draw(12), 1 + draw(28)] as const;
    const city = CITIES[draw(CITIES.length)] ?? "";
    const phone = `08${10_000_000 + draw(89_999_999)}`;
    const copies = draft.copies[entity % draft.copies.length] ?? 1;
    return Array.from({ length: copies }, (_, copy): MadeUp => {
      const [first, last] = [given, family].map((name) =>
        copy > 0 && draw(6) === 0 ? slip(name, draw) : name,
      );
      const isSwapped = copy > 0 && draw(25) === 0;
      const values = [
        isSwapped ? last : first,
        isSwapped ? first : last,
        dateText(copy > 0 && draw(10) === 0 ? [born[0], born[1], 1 + draw(28)] : born, draw),
        draw(12) === 0 ? CITIES[draw(CITIES.length)] : city,
        copy > 0 && draw(4) === 0 ? `08${10_000_000 + draw(89_999_999)}` : phone,
      ];
      return {
        input: 0,
        id: `${entity}-${copy}`,
        values: values.map((value) => (draw(12) === 0 ? undefined : value)),
      };
    });
  }).flat();
}

function slip(name: string, draw: Roll): string {
  const at = draw(name.length);
  const letter = LETTERS[draw(26)] ?? "";
  return name.slice(0, at) + (draw(2) === 0 ? letter : "") + name.slice(at + 1);
}

function dateText([year, month, day]: readonly [number, number, number], draw: Roll): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return draw(4) === 0 ? `${two(day)}/${two(month)}/${year}` : `${year}-${two(month)}-${two(day)}`;
}
