import { bornFrom, isoDay, slashedDay } from "./birthdays.ts";
import { type Hand, otherDay, slip, typed } from "./errors.ts";
import type { Shape } from "./shape.ts";
import { NAMES, NICKNAMES, OCCUPATIONS, SHIRES, TOWNS } from "./words.ts";

/** Names and three columns of a birthday, nothing else; one error in a double. */
const german: Shape = {
  name: "registry-names",
  like: "RLdata10000: names and birthday in parts, one double in ten, one error in it",
  inputs: [{ name: "registry", once: false }],
  fields: [
    ["fname_c1", "name"],
    ["fname_c2", "name"],
    ["lname_c1", "name"],
    ["lname_c2", "name"],
    ["birth_year", "category"],
    ["birth_month", "category"],
    ["birth_day", "category"],
  ],
  blocking: [
    ["birth_year", "birth_month", "birth_day"],
    ["fname_c1", "lname_c1"],
    ["fname_c1", "birth_year", "birth_month"],
    ["lname_c1", "birth_year", "birth_day"],
    ["lname_c1", "birth_year", "birth_month"],
  ],
  entities: 9000,
  *rows(hand, entities) {
    const { given, family } = NAMES.german;
    for (let e = 0; e < entities; e++) {
      const values = [
        hand.usual(given),
        hand.often(14) ? hand.usual(given) : "",
        hand.usual(family),
        hand.often(2) ? hand.usual(family) : "",
        ...bornFrom(hand, 1925, 85).map(String),
      ];
      yield { input: 0, entity: `${e}`, values };
      if (!hand.often(11)) continue;
      const copy = [...values];
      const at = hand.one([0, 0, 2, 2, 2, 4, 5, 6]);
      copy[at] =
        at < 4
          ? slip(copy[at] ?? "", hand)
          : `${at === 4 ? 1925 + hand.roll(85) : 1 + hand.roll(at === 5 ? 12 : 28)}`;
      yield { input: 0, entity: `${e}`, values: copy };
    }
  },
};

/** Many records of each, nicknames, halves of names, much missing. */
const historical: Shape = {
  name: "historical",
  like: "historical_50k: up to 30 records a person, nicknames, much missing",
  inputs: [{ name: "people", once: false }],
  fields: [
    ["first_name", "name"],
    ["surname", "name"],
    ["full_name", "name"],
    ["dob", "date"],
    ["birth_place", "category"],
    ["postcode_fake", "category"],
    ["gender", "category"],
    ["occupation", "category"],
  ],
  blocking: [
    ["full_name"],
    ["first_name", "surname"],
    ["surname", "dob"],
    ["first_name", "dob"],
    ["postcode_fake", "first_name"],
    ["postcode_fake", "surname"],
    ["dob", "birth_place"],
    ["dob", "postcode_fake"],
  ],
  entities: 1500,
  *rows(hand, entities) {
    const { given, family } = NAMES.english;
    for (let e = 0; e < entities; e++) {
      const first = hand.usual(given);
      const middle = hand.often(40) ? hand.usual(given) : "";
      const last = `${hand.usual(family)}${hand.often(15) ? `-${hand.one(family)}` : ""}`;
      const day = bornFrom(hand, 1780, 140);
      const place = hand.usual(SHIRES);
      const code = `${hand.one([..."ABCDEFGHLMNPRSTW"])}${hand.one([..."ABDEHLNRSTW"])}${1 + hand.roll(40)} ${1 + hand.roll(9)}${hand.one([..."ABDEFGHJLN"])}${hand.one([..."PQRSTUWXYZ"])}`;
      const [sex, work] = [hand.one(["male", "female"]), hand.usual(OCCUPATIONS)];
      const records = 1 + Math.floor(30 * (hand.roll(1000) / 1000) ** 3);
      for (let k = 0; k < records; k++) {
        const own = hand.often(12) ? (NICKNAMES[first] ?? first) : first;
        const named = typed(own, hand, 10).toLowerCase();
        const sur = typed(last, hand, 12).toLowerCase();
        const full = [named, hand.often(60) ? middle.toLowerCase() : "", sur]
          .filter(Boolean)
          .join(" ");
        yield {
          input: 0,
          entity: `Q${e}`,
          values: [
            hand.often(4) ? "" : named,
            hand.often(4) ? "" : sur,
            full,
            hand.often(28) ? "" : isoDay(hand.often(15) ? otherDay(day, hand) : day),
            hand.often(20) ? "" : hand.often(10) ? hand.usual(SHIRES) : place,
            hand.often(22)
              ? ""
              : hand.often(14)
                ? slip(code, hand).toLowerCase()
                : code.toLowerCase(),
            hand.often(5) ? "" : sex,
            hand.often(35) ? "" : hand.often(6) ? hand.usual(OCCUPATIONS) : work,
          ],
        };
      }
    }
  },
};

/** Few columns, a third of the records broken badly. */
const customers: Shape = {
  name: "customers",
  like: "fake_1000: small, first name and surname, day, city, e-mail; badly broken copies",
  inputs: [{ name: "customers", once: false }],
  fields: [
    ["first_name", "name"],
    ["surname", "name"],
    ["dob", "date"],
    ["city", "category"],
    ["email", "id"],
  ],
  blocking: [["first_name"], ["surname"], ["dob"], ["email"]],
  entities: 250,
  *rows(hand, entities) {
    const { given, family } = NAMES.english;
    for (let e = 0; e < entities; e++) {
      const [first, last] = [hand.one(given), hand.one(family)];
      const [day, city] = [bornFrom(hand, 1920, 90), hand.usual(SHIRES)];
      const mail = `${first.toLowerCase()}.${last.toLowerCase()}${hand.roll(90)}@${hand.one(["example.com", "example.org", "example.net"])}`;
      const copies = 1 + hand.roll(7);
      for (let k = 0; k < copies; k++) {
        const bad = k === 0 ? 0 : 22;
        const isSwapped = hand.often(bad / 4);
        const names = [typed(first, hand, bad, bad), typed(last, hand, bad, bad)];
        yield {
          input: 0,
          entity: `${e}`,
          values: [
            names[isSwapped ? 1 : 0] ?? "",
            names[isSwapped ? 0 : 1] ?? "",
            isoDay(hand.often(bad) ? otherDay(day, hand) : day),
            typed(city, hand, bad, bad),
            typed(mail, hand, bad, bad),
          ],
        };
      }
    }
  },
};

/** Two surnames, one of them dropped or both turned round; accents lost in one file; twins. */
const spanish: Shape = {
  name: "spanish",
  like: "two offices; accents lost, second surname dropped, twins",
  inputs: [
    { name: "padron", once: true },
    { name: "salud", once: true },
  ],
  fields: [
    ["nombre", "name"],
    ["apellido1", "name"],
    ["apellido2", "name"],
    ["nacimiento", "date"],
    ["sexo", "category"],
    ["municipio", "category"],
  ],
  blocking: [
    ["nacimiento"],
    ["nombre", "apellido1"],
    ["apellido1", "apellido2"],
    ["apellido1", "municipio"],
    ["nombre", "municipio"],
  ],
  entities: 6000,
  *rows(hand, entities) {
    const { given, family } = NAMES.spanish;
    let before: readonly string[] | undefined;
    for (let e = 0; e < entities; e++) {
      const isTwin = before !== undefined && hand.often(2);
      const own = [
        hand.usual(given),
        hand.usual(family),
        hand.usual(family),
        isoDay(bornFrom(hand, 1930, 90)),
        hand.one(["M", "F"]),
        `${28000 + hand.roll(60)}`,
      ];
      const values = isTwin ? [own[0] ?? "", ...(before ?? []).slice(1)] : own;
      before = values;
      const where = hand.roll(10);
      if (where < 8) yield { input: 0, entity: `${e}`, values };
      if (where < 4 || where >= 8)
        yield { input: 1, entity: `${e}`, values: inOtherOffice(values, hand) };
    }
  },
};

function inOtherOffice(
  [first = "", one = "", other = "", day = "", sex = "", town = ""]: readonly string[],
  hand: Hand,
): readonly string[] {
  const plain = (text: string): string =>
    text.normalize("NFD").replaceAll(/\p{M}/gu, "").toUpperCase();
  const given = hand.often(20) ? (first.split(" ")[0] ?? "") : first;
  const families = hand.often(4) ? [other, one] : [one, hand.often(18) ? "" : other];
  const [y = 0, m = 0, d = 0] = day.split("-").map(Number);
  return [
    plain(typed(given, hand, 8)),
    plain(typed(families[0] ?? "", hand, 8)),
    plain(typed(families[1] ?? "", hand, 8)),
    hand.often(5) ? "" : slashedDay(hand.often(5) ? otherDay([y, m, d], hand) : [y, m, d]),
    hand.often(3) ? "" : sex,
    hand.often(12) ? `${28000 + hand.roll(60)}` : town,
  ];
}

/** Three lists, one of which holds people twice; half of each value missing. */
const halves: Shape = {
  name: "half-missing",
  like: "three lists, one with doubles; every value missing in up to half of the rows",
  inputs: [
    { name: "school", once: true },
    { name: "clinic", once: false },
    { name: "tax", once: true },
  ],
  fields: [
    ["given", "name"],
    ["family", "name"],
    ["born", "date"],
    ["town", "category"],
    ["phone", "id"],
    ["email", "id"],
  ],
  blocking: [
    ["given", "family"],
    ["born", "family"],
    ["born", "given"],
    ["phone"],
    ["email"],
    ["family", "town"],
  ],
  entities: 3000,
  *rows(hand, entities) {
    const { given, family } = NAMES.english;
    for (let e = 0; e < entities; e++) {
      const [first, last] = [hand.usual(given), hand.usual(family)];
      const [day, town] = [bornFrom(hand, 1940, 70), hand.usual(TOWNS)];
      const [phone, mail] = [
        `0${200_000_000 + hand.roll(700_000_000)}`,
        `${first[0]}${last}${hand.roll(9999)}@example.com`.toLowerCase(),
      ];
      for (const input of [0, 1, 1, 2]) {
        if (!hand.often(input === 1 ? 35 : 60)) continue;
        yield {
          input,
          entity: `${e}`,
          values: [
            typed(first, hand, 8, 25),
            typed(last, hand, 8, 25),
            hand.often(45) ? "" : isoDay(hand.often(5) ? otherDay(day, hand) : day),
            typed(town, hand, 3, 30),
            typed(phone, hand, 5, 50),
            typed(mail, hand, 5, 50),
          ],
        };
      }
    }
  },
};

export const WESTERN: readonly Shape[] = [german, historical, customers, spanish, halves];
