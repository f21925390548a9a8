import { bornFrom, isoDay, slashedDay } from "./birthdays.ts";
import { otherDay, typed } from "./errors.ts";
import type { Shape } from "./shape.ts";
import { NAMES } from "./words.ts";

/** Few family names; given names joined, parted or hyphenated; family name first or last. */
const chinese: Shape = {
  name: "chinese-romanised",
  like: "few surnames, syllables joined or parted, order turned",
  inputs: [{ name: "list", once: false }],
  fields: [
    ["name", "name"],
    ["birth", "date"],
    ["district", "category"],
    ["phone", "id"],
  ],
  blocking: [["name"], ["birth"], ["phone"], ["district", "birth"]],
  entities: 4000,
  *rows(hand, entities) {
    const { given, family } = NAMES.chinese;
    for (let e = 0; e < entities; e++) {
      const [last, one, two_] = [
        hand.usual(family),
        hand.one(given),
        hand.often(75) ? hand.one(given) : "",
      ];
      const [day, district, phone] = [
        bornFrom(hand, 1950, 60),
        `D${hand.roll(24)}`,
        `13${100_000_000 + hand.roll(899_999_999)}`,
      ];
      const copies = hand.often(60) ? 1 : 2 + hand.roll(2);
      for (let k = 0; k < copies; k++) {
        const given_ =
          two_ === "" ? one : hand.one([`${one}${two_}`, `${one}-${two_}`, `${one} ${two_}`]);
        const name = hand.often(30) ? `${given_} ${last}` : `${last} ${given_}`;
        yield {
          input: 0,
          entity: `${e}`,
          values: [
            typed(name, hand, k === 0 ? 0 : 8),
            hand.often(8) ? "" : isoDay(k > 0 && hand.often(8) ? otherDay(day, hand) : day),
            hand.often(15) ? `D${hand.roll(24)}` : district,
            hand.often(35)
              ? ""
              : hand.often(15)
                ? `13${100_000_000 + hand.roll(899_999_999)}`
                : phone,
          ],
        };
      }
    }
  },
};

/** One or several words, no family name; villages in the thousands. */
const indonesian: Shape = {
  name: "indonesian",
  like: "mononyms, names cut short, 1 January, villages, telephone half missing",
  inputs: [{ name: "warga", once: false }],
  fields: [
    ["nama", "name"],
    ["tgl_lahir", "date"],
    ["desa", "category"],
    ["hp", "id"],
  ],
  profile: "indonesian",
  blocking: [
    ["nama"],
    ["tgl_lahir", "desa"],
    ["hp"],
    ["tgl_lahir", "nama"],
    ["desa", "nama"],
    ["tgl_lahir"],
  ],
  entities: 20_000,
  *rows(hand, entities) {
    const { given, family: syllables } = NAMES.indonesian;
    const villages = Math.max(20, Math.floor(entities / 300));
    for (let e = 0; e < entities; e++) {
      const second = hand.often(80)
        ? ` ${Array.from({ length: 2 + hand.roll(3) }, () => hand.one(syllables)).join("")}`
        : "";
      const name = hand.one(given) + second;
      const [day, village, phone] = [
        bornFrom(hand, 1940, 80),
        1 + hand.roll(villages),
        `08${1_000_000_000 + hand.roll(2_000_000_000)}`,
      ];
      const copies = hand.often(60) ? 1 : hand.often(80) ? 2 : 3;
      for (let k = 0; k < copies; k++) {
        const short = k > 0 && hand.often(10) ? (name.split(" ")[0] ?? "") : name;
        const isNext = k > 0;
        yield {
          input: 0,
          entity: `${e}`,
          values: [
            typed(short, hand, isNext ? 30 : 0),
            slashedDay(isNext && hand.often(15) ? otherDay(day, hand) : day),
            `${isNext && hand.often(10) ? 1 + hand.roll(villages) : village}`,
            isNext && hand.often(40)
              ? ""
              : isNext && hand.often(20)
                ? `08${1_000_000_000 + hand.roll(2_000_000_000)}`
                : phone,
          ],
        };
      }
    }
  },
};

/** A nation's file: few names, every value missing in a fifth of the rows, three columns that tell one city. */
const nation: Shape = {
  name: "nation",
  like: "large, a fifth of each value missing, city told three times",
  inputs: [{ name: "persons", once: false }],
  fields: [
    ["given", "name"],
    ["family", "name"],
    ["born", "date"],
    ["city", "category"],
    ["province", "category"],
    ["region", "category"],
    ["phone", "id"],
  ],
  blocking: [
    ["given", "family", "city"],
    ["born", "family"],
    ["born", "given"],
    ["phone"],
    ["born", "city"],
  ],
  entities: 6000,
  *rows(hand, entities) {
    const syllables = NAMES.indonesian.family;
    const word = (): string => Array.from({ length: 3 }, () => hand.one(syllables)).join("");
    const [givens, families] = [
      Array.from({ length: 300 }, word),
      Array.from({ length: 500 }, word),
    ];
    for (let e = 0; e < entities; e++) {
      const [first, last] = [hand.usual(givens), hand.usual(families)];
      const [day, city] = [bornFrom(hand, 1930, 85), hand.roll(400)];
      const phone = `08${1_000_000_000 + hand.roll(2_000_000_000)}`;
      const copies = hand.one([1, 1, 2, 3]);
      for (let k = 0; k < copies; k++) {
        const [at, slips] = [k > 0 && hand.often(8) ? hand.roll(400) : city, k > 0 ? 16 : 0];
        const isSwapped = k > 0 && hand.often(4);
        const names = [typed(first, hand, slips, 20), typed(last, hand, slips, 20)];
        const mobile =
          k > 0 && hand.often(25) ? `08${1_000_000_000 + hand.roll(2_000_000_000)}` : phone;
        yield {
          input: 0,
          entity: `${e}`,
          values: [
            names[isSwapped ? 1 : 0] ?? "",
            names[isSwapped ? 0 : 1] ?? "",
            hand.often(20) ? "" : isoDay(k > 0 && hand.often(10) ? otherDay(day, hand) : day),
            hand.often(20) ? "" : `City ${at}`,
            hand.often(20) ? "" : `Province ${at % 37}`,
            hand.often(20) ? "" : `Region ${at % 7}`,
            hand.often(20) ? "" : mobile,
          ],
        };
      }
    }
  },
};

export const ASIAN: readonly Shape[] = [chinese, indonesian, nation];
