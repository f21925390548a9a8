import {
  MOST_MEMBERS,
  WHAT_IF_AREAS,
  WHAT_IF_BENEFITS,
  WHAT_IF_CUTS,
  WHAT_IF_FORMULAS,
  type WhatIfBenefit,
  type WhatIfCondition,
  type WhatIfCut,
  type WhatIfShares,
  type WhatIfTerms,
} from "#domain/what-if.ts";
import { say } from "#domain/words.ts";
import { missingKey, otherMistake, wrongValue } from "#matching/link-files/job-mistake.ts";
import {
  isKeys,
  knownKeys,
  readChoice,
  readList,
  type Tell,
} from "#matching/link-files/read-keys.ts";
import { readExpression } from "./read-expression.ts";
import { whole, yesNo } from "./read-numbers.ts";

const TERMS = [
  "cut",
  "programRules",
  "conditions",
  "benefit",
  "phasesAYear",
  "budgetRupiah",
  "administrationRupiah",
];
const MOST_PLACES = 1_000_000_000;
const MOST_RUPIAH = 1_000_000_000;
const MOST_BUDGET = 900_000_000_000_000;

/** One way of giving, as a scenario writes it. */
export function readTerms(value: unknown, at: string, tell: Tell): WhatIfTerms {
  if (!isKeys(value)) {
    if (value === undefined)
      tell(missingKey(at, `"${at}": { "cut": { "by": "decile", "atMost": 4 } }`));
    else tell(wrongValue(at, say("objek", "an object"), `"${at}": { "cut": … }`));
    return NO_TERMS;
  }
  knownKeys(value, TERMS, at, tell);
  const { budgetRupiah: budget, administrationRupiah: administration } = value;
  return {
    cut: readCut(value.cut, `${at}.cut`, tell),
    programRules: yesNo(value.programRules ?? true, `${at}.programRules`, tell),
    conditions: readConditions(value.conditions, `${at}.conditions`, tell),
    benefit: readBenefit(value.benefit, `${at}.benefit`, tell),
    phasesAYear: whole(value.phasesAYear ?? 4, `${at}.phasesAYear`, [1, 12], tell),
    ...(budget === undefined
      ? {}
      : { budgetRupiah: whole(budget, `${at}.budgetRupiah`, [0, MOST_BUDGET], tell) }),
    ...(administration === undefined
      ? {}
      : {
          administrationRupiah: whole(
            administration,
            `${at}.administrationRupiah`,
            [0, MOST_RUPIAH],
            tell,
          ),
        }),
  };
}

const NO_TERMS: WhatIfTerms = {
  cut: { by: "percentile", atMost: 0 },
  programRules: true,
  conditions: [],
  benefit: { kind: "program" },
  phasesAYear: 4,
};

function readCut(value: unknown, at: string, tell: Tell): WhatIfCut {
  if (!isKeys(value)) {
    tell(missingKey(at, `"cut": { "by": "percentile", "atMost": 35 }`));
    return NO_TERMS.cut;
  }
  const by = readChoice(value.by, WHAT_IF_CUTS, `${at}.by`, tell);
  const known = (...own: string[]) => knownKeys(value, ["by", ...own], at, tell);
  if (by === "decile" || by === "percentile") {
    known("atMost");
    return {
      by,
      atMost: whole(value.atMost, `${at}.atMost`, by === "decile" ? [0, 10] : [0, 100], tell),
    };
  }
  if (by === "score") {
    known("atMost");
    return { by, atMost: whole(value.atMost, `${at}.atMost`, [-100_000_000, 100_000_000], tell) };
  }
  if (by === "probability") {
    known("decile", "atLeastPercent");
    return {
      by,
      decile: whole(value.decile, `${at}.decile`, [1, 9], tell),
      atLeastPercent: whole(value.atLeastPercent, `${at}.atLeastPercent`, [1, 99], tell),
    };
  }
  if (by === undefined) return NO_TERMS.cut;
  known("places", "area", "shares");
  return {
    by,
    places: whole(value.places ?? 0, `${at}.places`, [0, MOST_PLACES], tell),
    area: readChoice(value.area ?? "nation", WHAT_IF_AREAS, `${at}.area`, tell) ?? "nation",
    shares: readShares(value.shares, `${at}.shares`, tell),
  };
}

function readShares(value: unknown, at: string, tell: Tell): WhatIfShares {
  if (value === undefined) return { formula: "families" };
  if (typeof value === "string") {
    return { formula: readChoice(value, WHAT_IF_FORMULAS, at, tell) ?? "families" };
  }
  const rows = readList(value, at, tell) ?? [];
  const table = rows.map((row, i) => {
    const place = `${at}[${i}]`;
    if (!isKeys(row)) {
      tell(wrongValue(place, say("objek", "an object"), '{ "area": 3307, "places": 1200 }'));
      return { area: -1 - i, places: 0 };
    }
    knownKeys(row, ["area", "places"], place, tell);
    return {
      area: whole(row.area, `${place}.area`, [0, 9999], tell),
      places: whole(row.places, `${place}.places`, [0, MOST_PLACES], tell),
    };
  });
  const twice = table.find(({ area }, i) => table.findIndex((one) => one.area === area) < i);
  if (twice !== undefined) {
    tell(
      otherMistake(
        "area-twice",
        at,
        say(
          `Wilayah ${twice.area} berdiri dua kali dalam tabel kuota.`,
          `Area ${twice.area} stands twice in the table of quotas.`,
        ),
        say("Sebut tiap wilayah satu kali.", "Name each area once."),
      ),
    );
  }
  return { table };
}

function readConditions(value: unknown, at: string, tell: Tell): readonly WhatIfCondition[] {
  return (readList(value, at, tell) ?? []).flatMap((row, i): readonly WhatIfCondition[] => {
    const place = `${at}[${i}]`;
    if (!isKeys(row)) {
      tell(
        wrongValue(
          place,
          say("objek", "an object"),
          '{ "kind": "eligibility", "when": { "fact": "size", "between": [1, 3] } }',
        ),
      );
      return [];
    }
    knownKeys(row, ["kind", "when"], place, tell);
    const kind = readChoice(row.kind, ["eligibility", "exclusion"] as const, `${place}.kind`, tell);
    const when = readExpression(row.when, `${place}.when`, tell);
    return kind === undefined || when === undefined ? [] : [{ kind, when }];
  });
}

function readBenefit(value: unknown, at: string, tell: Tell): WhatIfBenefit {
  if (value === undefined) return { kind: "program" };
  if (!isKeys(value)) {
    tell(wrongValue(at, say("objek", "an object"), '{ "kind": "flat", "rupiah": 600000 }'));
    return { kind: "program" };
  }
  const kind = readChoice(value.kind, WHAT_IF_BENEFITS, `${at}.kind`, tell) ?? "program";
  const known = (...own: string[]) => knownKeys(value, ["kind", ...own], at, tell);
  const rupiah = (key: string) => whole(value[key], `${at}.${key}`, [0, MOST_RUPIAH], tell);
  if (kind === "program") {
    known();
    return { kind };
  }
  if (kind === "flat") {
    known("rupiah");
    return { kind, rupiah: rupiah("rupiah") };
  }
  if (kind === "per-member") {
    known("rupiah", "most");
    return {
      kind,
      rupiah: rupiah("rupiah"),
      most: whole(value.most, `${at}.most`, [1, MOST_MEMBERS], tell),
    };
  }
  known("rupiah", "least", "fullUpTo", "leastFrom");
  const benefit: WhatIfBenefit = {
    kind,
    rupiah: rupiah("rupiah"),
    least: rupiah("least"),
    fullUpTo: whole(value.fullUpTo, `${at}.fullUpTo`, [0, 100], tell),
    leastFrom: whole(value.leastFrom, `${at}.leastFrom`, [1, 101], tell),
  };
  if (benefit.leastFrom <= benefit.fullUpTo || benefit.least > benefit.rupiah) {
    tell(
      otherMistake(
        "taper-upwards",
        at,
        say(
          "Manfaat menurun harus mulai penuh, berakhir lebih kecil, dan berakhir sesudah mulai.",
          "A tapered benefit begins full, ends smaller, and ends after it begins.",
        ),
        say(
          'Tulis "leastFrom" di atas "fullUpTo" dan "least" paling banyak "rupiah".',
          'Write "leastFrom" above "fullUpTo" and "least" at most "rupiah".',
        ),
      ),
    );
  }
  return benefit;
}
