import { type Hand, slip, typed } from "./errors.ts";
import type { Shape, ShapeRow } from "./shape.ts";
import {
  COLOURS,
  FOOD,
  MAKERS,
  MARKETING,
  NAMES,
  PLACE_WORDS,
  PRODUCTS,
  SMALL_WORDS,
  STREETS,
  TITLE_WORDS,
  TOWNS,
  VENUES,
} from "./words.ts";

/** Two guides that write the same houses in their own way. */
const restaurants: Shape = {
  name: "restaurants",
  like: "Fodor's and Zagat: small, names and addresses written otherwise",
  inputs: [
    { name: "fodors", once: true },
    { name: "zagats", once: true },
  ],
  fields: [
    ["name", "text"],
    ["addr", "text"],
    ["city", "category"],
    ["phone", "id"],
    ["type", "category"],
  ],
  blocking: [["phone"], ["name"], ["addr"], ["city"]],
  entities: 760,
  *rows(hand, entities) {
    for (let e = 0; e < entities; e++) {
      const name = Array.from({ length: 1 + hand.roll(3) }, () => hand.one(PLACE_WORDS)).join(" ");
      const addr = `${1 + hand.roll(9000)} ${hand.often(30) ? `${hand.one(["w", "e", "n", "s"])}. ` : ""}${hand.usual(STREETS)} ${hand.one(["st.", "ave.", "blvd.", "rd."])}`;
      const phone = `${212 + hand.roll(8) * 101}/${200 + hand.roll(700)}-${1000 + hand.roll(8999)}`;
      const values = [name, addr, hand.usual(TOWNS), phone, hand.usual(FOOD)];
      const where = e < entities * 0.15 ? 2 : hand.often(62) ? 0 : 1;
      if (where !== 1) yield { input: 0, entity: `${e}`, values };
      if (where !== 0) yield { input: 1, entity: `${e}`, values: inOtherGuide(values, hand) };
    }
  },
};

function inOtherGuide(
  [name = "", addr = "", city = "", phone = "", type = ""]: readonly string[],
  hand: Hand,
): readonly string[] {
  const ends = hand.often(25)
    ? [` ${hand.one(["restaurant", "cafe", "the", "(los angeles)", "bar & grill"])}`]
    : [""];
  const where = hand.often(30)
    ? ` ${hand.one(["between 5th and 6th", "at 14th st.", "suite 100"])}`
    : "";
  return [
    typed(`${name}${ends[0]}`, hand, 8),
    typed(
      addr
        .replace(/st\.$/, hand.often(40) ? "street" : "st.")
        .replace(/ave\.$/, hand.often(40) ? "avenue" : "ave."),
      hand,
      8,
    ) + where,
    hand.often(20) ? hand.usual(TOWNS) : city,
    hand.often(8) ? slip(phone, hand) : phone.replace("/", hand.often(70) ? "-" : "/"),
    hand.often(60) ? `${type} (new)` : hand.usual(FOOD),
  ];
}

function title(hand: Hand): string {
  const words = Array.from({ length: 4 + hand.roll(6) }, () =>
    hand.often(25) ? hand.one(SMALL_WORDS) : hand.usual(TITLE_WORDS),
  );
  const text = words.join(" ");
  return text[0]?.toUpperCase() + text.slice(1);
}

const authorsOf = (hand: Hand): readonly (readonly [string, string])[] =>
  Array.from({ length: 1 + hand.roll(4) }, () => {
    const { given, family } = hand.one([NAMES.english, NAMES.german, NAMES.spanish]);
    return [hand.one(given), hand.one(family)] as const;
  });

const initials = (authors: readonly (readonly [string, string])[]): string =>
  authors.map(([given, family]) => `${given[0]} ${family}`).join(", ");

/** A clean catalogue beside another, or beside one that was read by a machine. */
function bibliography(name: string, like: string, noise: number): Shape {
  return {
    name,
    like,
    inputs: [
      { name: "dblp", once: true },
      { name: noise > 1 ? "scholar" : "acm", once: noise <= 1 },
    ],
    fields: [
      ["title", "text"],
      ["authors", "text"],
      ["venue", "category"],
      ["year", "number"],
    ],
    blocking: [["title"], ["authors"], ["year", "venue"], ["year", "authors"]],
    entities: 3000,
    rows: (hand, entities) => papers(hand, entities, noise),
  };
}

function* papers(hand: Hand, entities: number, noise: number): Iterable<ShapeRow> {
  for (let e = 0; e < entities; e++) {
    const isColumn = hand.often(3);
    const [text, authors] = [
      isColumn
        ? hand.one([
            "Editorial",
            "Editor's Notes",
            "Book Review Column",
            "Reminiscences on Influential Papers",
          ])
        : title(hand),
      authorsOf(hand),
    ];
    const [venue, year] = [hand.one(VENUES), 1994 + hand.roll(10)];
    const where = hand.roll(10);
    if (where < 8) {
      const names = authors.map((one) => one.join(" ")).join(", ");
      yield {
        input: 0,
        entity: `${e}`,
        values: [`${text}${hand.often(20) ? "." : ""}`, names, venue[0], `${year}`],
      };
    }
    const copies = noise <= 1 ? 1 : 1 + hand.roll(4);
    for (let k = 0; k < copies && where >= 1; k++) {
      const spelled =
        noise > 1 && hand.often(70)
          ? initials(authors)
          : authors.map((one) => one.join(" ")).join(", ");
      const cut = noise > 1 && hand.often(15) ? text.split(" ").slice(0, -2).join(" ") : text;
      yield {
        input: 1,
        entity: `${e}`,
        values: [
          typed(cut, hand, 6 * noise),
          hand.often(3 * noise)
            ? ""
            : typed(
                hand.often(8 * noise) ? spelled.split(", ").reverse().join(", ") : spelled,
                hand,
                6 * noise,
              ),
          hand.often(15 * (noise - 1))
            ? ""
            : noise > 1
              ? hand.one([venue[0], venue[1], venue[0].split(" ")[0] ?? ""])
              : venue[1],
          hand.often(20 * (noise - 1)) ? "" : `${hand.often(3 * (noise - 1)) ? year + 1 : year}`,
        ],
      };
    }
  }
}

/** Two shops: long names with a model number, prices that differ, texts of their own. */
const products: Shape = {
  name: "products",
  like: "Abt and Buy: titles with model numbers, prices half missing, texts of their own",
  inputs: [
    { name: "abt", once: true },
    { name: "buy", once: true },
  ],
  fields: [
    ["name", "text"],
    ["description", "text"],
    ["manufacturer", "category"],
    ["price", "number"],
  ],
  blocking: [["name"], ["manufacturer", "price"], ["manufacturer"]],
  entities: 1300,
  *rows(hand, entities) {
    let before: readonly [string, string, string] | undefined;
    for (let e = 0; e < entities; e++) {
      // A model in another colour is another product.
      const isSibling = before !== undefined && hand.often(20);
      const maker = hand.usual(MAKERS);
      const fresh = [
        maker,
        hand.usual(PRODUCTS),
        `${maker.slice(0, 2).toUpperCase()}${hand.one(["X", "DV", "KD", "TV", "L"])}${100 + hand.roll(9899)}`,
      ] as const;
      const [by, what, stem] = isSibling && before !== undefined ? before : fresh;
      before = [by, what, stem];
      const colour = hand.one(COLOURS);
      const model = `${stem}${colour[0]?.toUpperCase()}`;
      const price = 20 + hand.roll(2000);
      const where = hand.roll(10);
      const extra = (): string =>
        Array.from({ length: 2 + hand.roll(4) }, () => hand.one(MARKETING)).join(", ");
      if (where < 9) {
        yield {
          input: 0,
          entity: `${e}`,
          values: [
            `${by} ${colour} ${what} - ${model}`,
            `${by} ${what} - ${model}/ ${extra()}/ ${colour} finish`,
            by,
            hand.often(55) ? "" : `$${price}.00`,
          ],
        };
      }
      if (where >= 1) {
        const isModelHere = !hand.often(25);
        yield {
          input: 1,
          entity: `${e}`,
          values: [
            typed(
              `${by} ${what}${isModelHere ? ` ${model}` : ""}${hand.often(50) ? ` (${colour})` : ""}`,
              hand,
              5,
            ),
            hand.often(40) ? "" : extra(),
            hand.often(10) ? "" : by.toUpperCase(),
            hand.often(45)
              ? ""
              : `$${Math.round(price * (0.8 + hand.roll(40) / 100))}.${hand.roll(90) + 10}`,
          ],
        };
      }
    }
  },
};

export const THINGS: readonly Shape[] = [
  restaurants,
  bibliography(
    "bibliography",
    "DBLP and ACM: clean titles, venues written otherwise, columns without a title",
    1,
  ),
  bibliography(
    "bibliography-scholar",
    "DBLP and Scholar: initials, cut titles, many copies, years missing",
    2,
  ),
  products,
];
