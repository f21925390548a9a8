import { type Hand, slip, typed } from "./errors.ts";
import { FIRMS } from "./fresh-words.ts";
import type { Shape } from "./shape.ts";
import { NAMES, TOWNS } from "./words.ts";

/** Firms with legal forms and branches; coordinates by three surveyors. */
const companies: Shape = {
  name: "companies-geo",
  like: "three registers; legal forms, sister firms at one address, coordinates off by some hundred metres",
  inputs: [
    { name: "register", once: true },
    { name: "tax", once: true },
    { name: "directory", once: false },
  ],
  fields: [
    ["company", "text"],
    ["street", "text"],
    ["town", "category"],
    ["place", "geo"],
    ["vat", "id"],
    ["employees", "number"],
  ],
  blocking: [["company"], ["vat"], ["street", "town"], ["place"], ["company", "town"]],
  entities: 2500,
  *rows(hand, entities) {
    let site: readonly [string, string, number, number, string] | undefined;
    for (let e = 0; e < entities; e++) {
      const isSister = site !== undefined && hand.often(15);
      if (site === undefined || !isSister) {
        const [town, lat, lon] = hand.one(FIRMS.towns);
        const street = `${hand.one(FIRMS.streets)}str. ${1 + hand.roll(180)}`;
        const off = (): number => (hand.roll(2000) - 1000) / 10_000;
        site = [
          street,
          town,
          lat + off(),
          lon + off(),
          `${hand.one(FIRMS.starts)}${hand.one(FIRMS.ends)}`,
        ];
      }
      const [street, town, lat, lon, stem] = site;
      const [thing, form] = [hand.one(FIRMS.things), hand.usual(FIRMS.forms)];
      const [vat, staff] = [
        `${hand.one(["DE", "FR", "GB", "ES"])}${100_000_000 + hand.roll(899_999_999)}`,
        1 + Math.floor(2000 * (hand.roll(1000) / 1000) ** 4),
      ];
      for (const input of [0, 1, 2, 2]) {
        if (!hand.often(input === 2 ? 35 : 65)) continue;
        const [name, legal] = [
          hand.often(20) && input > 0 ? stem : `${stem} ${thing}`,
          hand.often(25) && input > 0 ? "" : ` ${hand.one(form)}`,
        ];
        const near = (): number => (input === 0 ? 0 : (hand.roll(100) - 50) / 20_000);
        yield {
          input,
          entity: `${e}`,
          values: [
            typed(input === 1 ? `${name}${legal}`.toUpperCase() : `${name}${legal}`, hand, 5),
            hand.often(12)
              ? ""
              : typed(hand.often(40) ? street.replace("str.", "straße") : street, hand, 5),
            hand.often(5) ? "" : town,
            hand.often(25) ? "" : `${(lat + near()).toFixed(5)}, ${(lon + near()).toFixed(5)}`,
            hand.often(input === 2 ? 75 : 25) ? "" : hand.often(4) ? slip(vat, hand) : vat,
            hand.often(30)
              ? ""
              : `${Math.max(1, Math.round(staff * (0.85 + hand.roll(30) / 100)))}`,
          ],
        };
      }
    }
  },
};

const nameIn = (mail: string, hand: Hand): string => (hand.often(50) ? mail.toUpperCase() : mail);

/** Shops that know whoever buys by what was left at the till: a mail, a telephone of the family, half a name. */
const shops: Shape = {
  name: "shops-contact",
  like: "four shops, nobody unique; e-mail and family telephone, half names, no birthday",
  inputs: ["web", "store", "app", "service"].map((name) => ({ name, once: false })),
  fields: [
    ["first", "name"],
    ["last", "name"],
    ["email", "id"],
    ["phone", "id"],
    ["city", "category"],
    ["street", "text"],
  ],
  blocking: [["email"], ["phone"], ["first", "last"], ["last", "street"], ["last", "city"]],
  entities: 3000,
  *rows(hand, entities) {
    let home: readonly [string, string, string, string] | undefined;
    for (let e = 0; e < entities; e++) {
      if (home === undefined || !hand.often(25)) {
        const family = hand.one([NAMES.english, NAMES.german, NAMES.spanish]).family;
        home = [
          hand.usual(family as readonly string[]),
          `0${200_000_000 + hand.roll(700_000_000)}`,
          hand.usual(TOWNS),
          `${1 + hand.roll(150)} ${hand.one(["Oak", "High", "Mill", "Church", "Station", "Green", "King", "Elm"])} ${hand.one(["St", "Rd", "Ave", "Lane"])}`,
        ];
      }
      const [last, phone, city, street] = home;
      const first = hand.one(hand.one([NAMES.english, NAMES.german]).given as readonly string[]);
      const mobile = `07${100_000_000 + hand.roll(899_999_999)}`;
      const domain = hand.one(["example.com", "example.org", "example.net"]);
      const mail =
        `${first}${hand.one([".", "", "_"])}${last}${hand.often(40) ? hand.roll(99) : ""}@${domain}`.toLowerCase();
      for (const input of [0, 1, 2, 3]) {
        if (!hand.often(38)) continue;
        const copies = hand.often(8) ? 2 : 1;
        for (let k = 0; k < copies; k++) {
          yield {
            input,
            entity: `${e}`,
            values: [
              hand.often(15) ? "" : hand.often(15) ? (first[0] ?? "") : typed(first, hand, 5),
              typed(last, hand, 5, 12),
              hand.often(input === 1 ? 70 : 20) ? "" : nameIn(typed(mail, hand, 4), hand),
              hand.often(35) ? "" : hand.often(50) ? phone : typed(mobile, hand, 3),
              typed(city, hand, 2, 30),
              hand.often(45) ? "" : typed(street, hand, 6),
            ],
          };
        }
      }
    }
  },
};

export const FRESH_FIRMS: readonly Shape[] = [companies, shops];
