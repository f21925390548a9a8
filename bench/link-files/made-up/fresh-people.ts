import { bornFrom, isoDay, slashedDay } from "./birthdays.ts";
import { type Hand, otherDay, slip, typed } from "./errors.ts";
import { ARABIC, INDIAN, PARISH, VIETNAMESE } from "./fresh-words.ts";
import type { Shape } from "./shape.ts";

const spaced = (word: string): string => word.replaceAll("_", " ");
/** One of the ways to write a name: mostly the first. */
const written = (ways: readonly string[], hand: Hand, otherwise: number): string =>
  spaced(hand.often(otherwise) ? hand.one(ways) : (ways[0] ?? ""));

/** A chain of fathers, written from Arabic by ear; parts of the chain dropped; the year alone often. */
const arabic: Shape = {
  name: "arabic-romanised",
  like: "two offices; names by ear, father's and grandfather's name dropped, only the year of birth",
  inputs: [
    { name: "ministry", once: true },
    { name: "agency", once: true },
  ],
  fields: [
    ["full_name", "name"],
    ["mother", "name"],
    ["birth", "date"],
    ["governorate", "category"],
    ["phone", "id"],
  ],
  blocking: [["full_name"], ["birth", "governorate"], ["phone"], ["mother", "birth"]],
  entities: 5000,
  *rows(hand, entities) {
    for (let e = 0; e < entities; e++) {
      const chain = Array.from({ length: 3 }, () => hand.usual(ARABIC.given));
      const [family, mother] = [hand.usual(ARABIC.family), hand.usual(ARABIC.given)];
      const day = bornFrom(hand, 1940, 75);
      const [place, phone] = [`${1 + hand.roll(18)}`, `07${10_000_000 + hand.roll(89_999_999)}`];
      const where = hand.roll(10);
      for (const input of [0, 1]) {
        if (input === 0 ? where >= 8 : where < 3) continue;
        const byEar = input === 0 ? 10 : 55;
        const parts = chain.map((one) => written(one, hand, byEar));
        const kept = input === 1 && hand.often(45) ? parts.slice(0, 1 + hand.roll(2)) : parts;
        const names = [...kept, written(family, hand, byEar)];
        const name = names.join(input === 0 && hand.often(20) ? " bin " : " ");
        const known = hand.often(input === 1 ? 30 : 5) ? ([day[0], 1, 1] as const) : day;
        yield {
          input,
          entity: `${e}`,
          values: [
            typed(name, hand, 6),
            typed(written(mother, hand, byEar), hand, 5, 30),
            hand.often(6) ? "" : isoDay(hand.often(4) ? otherDay(known, hand) : known),
            hand.often(12) ? `${1 + hand.roll(18)}` : place,
            hand.often(55) ? "" : hand.often(10) ? slip(phone, hand) : phone,
          ],
        };
      }
    }
  },
};

/** Initials before or behind the name, the father's name, an age that is rounded. */
const indian: Shape = {
  name: "indian-initials",
  like: "one roll with doubles; initials, father's name, spelling by ear, age rounded, households",
  inputs: [{ name: "roll", once: false }],
  fields: [
    ["name", "name"],
    ["father", "name"],
    ["age", "number"],
    ["sex", "category"],
    ["village", "category"],
    ["door", "text"],
  ],
  blocking: [
    ["name", "village"],
    ["father", "village"],
    ["name", "age"],
    ["name", "father"],
    ["door", "village"],
  ],
  entities: 6000,
  *rows(hand, entities) {
    let home: readonly [string, string, readonly string[]] | undefined;
    for (let e = 0; e < entities; e++) {
      if (home === undefined || hand.often(35)) {
        const door = `${1 + hand.roll(240)}${hand.often(30) ? `/${1 + hand.roll(9)}` : ""} ${hand.one(["North Street", "Main Road", "Temple Street", "Cross 2", "Car Street", "Bazaar"])}`;
        home = [door, hand.usual(INDIAN.villages), hand.usual(INDIAN.given)];
      }
      const [door, village, father] = home;
      const [given, family] = [hand.usual(INDIAN.given), hand.usual(INDIAN.family)];
      const [age, sex] = [1 + hand.roll(85), hand.one(["M", "F"])];
      const copies = hand.often(70) ? 1 : 2 + hand.roll(2);
      for (let k = 0; k < copies; k++) {
        const ear = k === 0 ? 5 : 45;
        const [own, his] = [written(given, hand, ear), written(father, hand, ear)];
        const initial = `${his[0]}${hand.often(50) ? "." : ""}`;
        const style = hand.roll(k === 0 ? 2 : 4);
        const name = [
          `${initial} ${own}`,
          `${own} ${written(family, hand, ear)}`,
          `${own} ${initial}`,
          own,
        ][style];
        const told = k > 0 && hand.often(25) ? age + hand.roll(5) - 2 : age;
        yield {
          input: 0,
          entity: `${e}`,
          values: [
            typed(name ?? own, hand, k === 0 ? 1 : 10),
            typed(his, hand, 4, 12),
            hand.often(6)
              ? ""
              : `${Math.max(0, k > 0 && hand.often(20) ? Math.round(told / 5) * 5 : told)}`,
            hand.often(3) ? "" : sex,
            hand.often(5) ? "" : hand.often(4) ? hand.usual(INDIAN.villages) : village,
            hand.often(18)
              ? ""
              : k > 0 && hand.often(25)
                ? (door.split(" ")[0] ?? "")
                : typed(door, hand, 5),
          ],
        };
      }
    }
  },
};

/** Name, year of birth, parish and nothing else; spelling of two centuries ago. */
const parish: Shape = {
  name: "parish-census",
  like: "two censuses ten years apart: patronymics, only a year of birth and a parish; many moved or died",
  inputs: [
    { name: "census1880", once: true },
    { name: "census1890", once: true },
  ],
  fields: [
    ["given", "name"],
    ["family", "name"],
    ["birth_year", "number"],
    ["parish", "category"],
    ["sex", "category"],
  ],
  blocking: [
    ["given", "family", "birth_year"],
    ["given", "family", "parish"],
    ["birth_year", "parish"],
    ["family", "birth_year"],
  ],
  entities: 7000,
  *rows(hand, entities) {
    for (let e = 0; e < entities; e++) {
      const [given, isWoman] = [hand.usual(PARISH.given), hand.often(50)];
      const family = hand.often(55)
        ? `${hand.usual(PARISH.fathers)}s${isWoman ? "dotter" : "son"}`
        : hand.one(PARISH.houses) + hand.one(PARISH.house_ends);
      const [second, year, place] = [
        hand.often(30) ? hand.usual(PARISH.given) : undefined,
        1800 + hand.roll(80),
        hand.usual(PARISH.parishes),
      ];
      const where = hand.roll(10);
      for (const input of [0, 1]) {
        if (input === 0 ? where >= 8 : where < 4) continue;
        const [own, more] = [
          written(given, hand, 25),
          second === undefined || hand.often(30) ? "" : ` ${written(second, hand, 25)}`,
        ];
        const old = hand.often(20)
          ? family.replace("k", "c").replace("v", "w").replace("ss", "s")
          : family;
        yield {
          input,
          entity: `${e}`,
          values: [
            typed(own + more, hand, 5),
            typed(old, hand, 6, 2),
            hand.often(2) ? "" : `${year + (hand.often(25) ? hand.roll(5) - 2 : 0)}`,
            hand.often(15) ? hand.usual(PARISH.parishes) : place,
            isWoman ? "K" : "M",
          ],
        };
      }
    }
  },
};

/** Few names, accents in one list only, order turned; a number of an office that most do not have. */
const vietnamese: Shape = {
  name: "vietnamese-sparse-id",
  like: "three lists; accents lost, family name last, an id known of one in five, 1 January",
  inputs: [
    { name: "clinic", once: false },
    { name: "school", once: true },
    { name: "bank", once: true },
  ],
  fields: [
    ["ho_ten", "name"],
    ["ngay_sinh", "date"],
    ["gioi", "category"],
    ["tinh", "category"],
    ["cccd", "id"],
    ["phone", "id"],
  ],
  blocking: [["ho_ten"], ["ngay_sinh"], ["cccd"], ["phone"], ["ho_ten", "tinh"]],
  entities: 3500,
  *rows(hand, entities) {
    const plain = (text: string): string =>
      text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D");
    for (let e = 0; e < entities; e++) {
      const names = [
        hand.usual(VIETNAMESE.family),
        hand.usual(VIETNAMESE.middle),
        hand.usual(VIETNAMESE.given),
      ];
      const [day, sex, place] = [
        bornFrom(hand, 1945, 70),
        hand.one(["Nam", "Nữ"]),
        hand.one(VIETNAMESE.provinces),
      ];
      const [id, phone] = [
        `0${10_000_000 + hand.roll(89_999_999)}`,
        `09${10_000_000 + hand.roll(89_999_999)}`,
      ];
      for (const input of [0, 0, 1, 2]) {
        if (!hand.often(input === 0 ? 30 : 55)) continue;
        const turned = input === 2 && hand.often(60) ? [names[2], names[1], names[0]] : names;
        const kept = hand.often(15) ? [turned[0], turned[2]] : turned;
        const name = kept.join(" ");
        const known = input === 0 && hand.often(20) ? ([day[0], 1, 1] as const) : day;
        yield {
          input,
          entity: `${e}`,
          values: [
            typed(input === 1 ? name : plain(name), hand, 4),
            hand.often(8) ? "" : slashedDay(hand.often(4) ? otherDay(known, hand) : known),
            hand.often(4) ? "" : input === 1 ? sex : plain(sex),
            hand.often(10) ? spaced(hand.one(VIETNAMESE.provinces)) : spaced(place),
            hand.often(80) ? "" : typed(id, hand, 4),
            hand.often(50)
              ? ""
              : hand.often(15)
                ? `09${10_000_000 + hand.roll(89_999_999)}`
                : phone,
          ],
        };
      }
    }
  },
};

export const FRESH_PEOPLE: readonly Shape[] = [arabic, indian, parish, vietnamese];
