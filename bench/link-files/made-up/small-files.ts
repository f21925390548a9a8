import { bornFrom, isoDay } from "./birthdays.ts";
import { type Hand, otherDay, slip, typed } from "./errors.ts";
import type { Shape, ShapeRow } from "./shape.ts";
import { NAMES, SMALL_WORDS, TITLE_WORDS, TOWNS } from "./words.ts";

/** Somebody's given and family name, birthday, town and telephone. */
function person(hand: Hand): readonly string[] {
  const { given, family } = NAMES.english;
  const phone = `08${1_000_000 + hand.roll(8_999_999)}`;
  return [
    hand.usual(given),
    hand.usual(family),
    isoDay(bornFrom(hand, 1940, 70)),
    hand.usual(TOWNS),
    phone,
  ];
}

/** The same person written once more. */
function again(values: readonly string[], hand: Hand): readonly string[] {
  const [given = "", family = "", born = "", town = "", phone = ""] = values;
  const [year = 0, month = 0, day = 0] = born.split("-").map(Number);
  return [
    typed(given, hand, 10, 3),
    typed(family, hand, 10),
    hand.often(12) ? isoDay(otherDay([year, month, day], hand)) : born,
    hand.often(12) ? hand.usual(TOWNS) : town,
    hand.often(30) ? "" : hand.often(8) ? slip(phone, hand) : phone,
  ];
}

const PERSON = {
  fields: [
    ["given", "name"],
    ["family", "name"],
    ["born", "date"],
    ["town", "category"],
    ["phone", "id"],
  ],
  blocking: [["phone"], ["family", "given"], ["born", "family"], ["born", "given"]],
} as const satisfies Partial<Shape>;

const TWO_LISTS = [
  { name: "left", once: true },
  { name: "right", once: true },
] as const;

/** Two lists, and so many in a thousand of their people are in both. */
function overlapping(name: string, like: string, entities: number, both: number): Shape {
  return {
    name,
    like,
    inputs: TWO_LISTS,
    ...PERSON,
    entities,
    *rows(hand, count): Iterable<ShapeRow> {
      for (let e = 0; e < count; e++) {
        const values = person(hand);
        const isInBoth = hand.roll(1000) < both;
        const input = hand.roll(2);
        if (isInBoth || input === 0) yield { input: 0, entity: `${e}`, values };
        if (isInBoth || input === 1) {
          yield { input: 1, entity: `${e}`, values: isInBoth ? again(values, hand) : values };
        }
      }
    },
  };
}

/** Everybody is in the one file so many times. */
function repeated(name: string, like: string, entities: number, times: number): Shape {
  return {
    name,
    like,
    inputs: [{ name: "list", once: false }],
    ...PERSON,
    entities,
    *rows(hand, count) {
      for (let e = 0; e < count; e++) {
        const values = person(hand);
        yield { input: 0, entity: `${e}`, values };
        for (let k = 1; k < times; k++)
          yield { input: 0, entity: `${e}`, values: again(values, hand) };
      }
    },
  };
}

/** A register that holds nobody twice, and a short list of some of them and of others, some of whom stand in it twice. */
const shortList: Shape = {
  name: "short-list",
  like: "a register and a list of some 150 people, some twice",
  inputs: [
    { name: "register", once: true },
    { name: "list", once: false },
  ],
  ...PERSON,
  entities: 400,
  *rows(hand, count) {
    for (let e = 0; e < count; e++) {
      const values = person(hand);
      if (!hand.often(10)) yield { input: 0, entity: `${e}`, values };
      if (!hand.often(30)) continue;
      for (let k = 0; k < (hand.often(15) ? 2 : 1); k++) {
        yield { input: 1, entity: `${e}`, values: again(values, hand) };
      }
    }
  },
};

/** A few have hundreds of records, most one or two. */
const fewDominate: Shape = {
  name: "few-dominate",
  like: "a list in which three people are a third of all records",
  inputs: [{ name: "list", once: false }],
  ...PERSON,
  entities: 1200,
  *rows(hand, count) {
    for (let e = 0; e < count; e++) {
      const values = person(hand);
      const times = e < 3 ? 250 : hand.often(20) ? 2 : 1;
      for (let k = 0; k < times; k++) {
        yield { input: 0, entity: `${e}`, values: k === 0 ? values : again(values, hand) };
      }
    }
  },
};

/** Hardly anything but a title, some of them a second edition's. */
const titles: Shape = {
  name: "titles",
  like: "books of two shops: a long title, some of a second volume, authors and year half missing",
  inputs: TWO_LISTS,
  fields: [
    ["title", "text"],
    ["author", "name"],
    ["year", "number"],
  ],
  blocking: [["title"], ["author", "year"]],
  entities: 900,
  *rows(hand, count) {
    let before = "";
    for (let e = 0; e < count; e++) {
      const words = Array.from({ length: 3 + hand.roll(5) }, () =>
        hand.often(20) ? hand.one(SMALL_WORDS) : hand.usual(TITLE_WORDS),
      );
      const isNext = before !== "" && hand.often(8);
      const title = isNext ? `${before} volume ${2 + hand.roll(3)}` : words.join(" ");
      before = isNext ? before : title;
      const author = `${hand.usual(NAMES.english.given)} ${hand.usual(NAMES.english.family)}`;
      const [year, where] = [`${1960 + hand.roll(60)}`, hand.roll(10)];
      if (where < 8) yield { input: 0, entity: `${e}`, values: [title, author, year] };
      if (where < 3) continue;
      const cut = hand.often(20) ? title.split(" ").slice(0, -1).join(" ") : title;
      const values = [
        typed(cut, hand, 12),
        hand.often(40) ? "" : typed(author, hand, 8),
        hand.often(40) ? "" : year,
      ];
      yield { input: 1, entity: `${e}`, values };
    }
  },
};

const SCRIPTS: readonly (readonly [given: string, family: string])[] = [
  [
    "Иван Мария Сергей Анна Дмитрий Ольга Алексей Елена",
    "Петров Сидоров Иванов Кузнецов Смирнов Попов",
  ],
  ["محمد علي فاطمة أحمد مريم يوسف زينب عمر", "حسن إبراهيم السيد منصور عثمان صالح"],
  ["राम सीता मोहन गीता अर्जुन राधा विजय सुनीता", "शर्मा वर्मा गुप्ता सिंह यादव पटेल"],
  ["伟 芳 娜 敏 静 丽 强 磊", "王 李 张 刘 陈 杨"],
  ["สมชาย สมหญิง วิชัย มาลี ประเสริฐ สุดา อนันต์ นงนุช", "ใจดี แสงทอง ศรีสุข บุญมา ทองคำ พงษ์ไพร"],
];

/** People of five scripts in one list, each written in their own. */
const manyScripts: Shape = {
  name: "many-scripts",
  like: "names in Cyrillic, Arabic, Devanagari, Chinese and Thai letters",
  inputs: [{ name: "list", once: false }],
  ...PERSON,
  entities: 700,
  *rows(hand, count) {
    for (let e = 0; e < count; e++) {
      const [given = "", family = ""] = hand.one(SCRIPTS);
      const values = [
        hand.usual(given.split(" ")),
        hand.usual(family.split(" ")),
        ...person(hand).slice(2),
      ];
      yield { input: 0, entity: `${e}`, values };
      if (hand.often(30)) yield { input: 0, entity: `${e}`, values: again(values, hand) };
    }
  },
};

/** What well-known files are not: small, or with next to no link, or hardly anything else. */
export const SMALL_FILES: readonly Shape[] = [
  overlapping("no-link", "two lists of 900 that have nobody in common", 1800, 0),
  overlapping("few-links", "two lists of 900, one in a hundred in both", 1800, 10),
  overlapping("sixty-people", "two lists of some 60, half of them in both", 90, 400),
  overlapping("all-in-both", "two lists of the same 300 people", 300, 1000),
  repeated("all-twice", "150 people, each twice", 150, 2),
  repeated("all-six-times", "60 people, each six times", 60, 6),
  shortList,
  fewDominate,
  titles,
  manyScripts,
];
