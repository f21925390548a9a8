import { join } from "node:path";
import type { FieldKind, LinkProfile } from "#matching/link-files/job.ts";
import { ASIAN } from "./made-up/asian-people.ts";
import { FRESH_FIRMS } from "./made-up/fresh-firms.ts";
import { FRESH_PEOPLE } from "./made-up/fresh-people.ts";
import type { Shape } from "./made-up/shape.ts";
import { SMALL_FILES } from "./made-up/small-files.ts";
import { THINGS } from "./made-up/things.ts";
import { WESTERN } from "./made-up/western-people.ts";
import { writeShape } from "./made-up/write-shape.ts";

type Field = { readonly column: string; readonly kind: FieldKind };

/** Labelled files with what each system is told of them. */
export type LabelledSet = {
  readonly name: string;
  /** Where it comes from, in words for the table. */
  readonly of: string;
  readonly isPublic: boolean;
  readonly folder: string;
  readonly inputs: readonly {
    readonly path: string;
    readonly id: string;
    readonly once: boolean;
  }[];
  readonly fields: readonly Field[];
  readonly profile: LinkProfile;
  /** For Splink alone: keys of its pairs, keys it learns from, and two columns that may be swapped. */
  readonly blocking: readonly (readonly string[])[];
  readonly strict: readonly (readonly string[])[];
  readonly names?: readonly [string, string];
  /** Columns whose first letters make its keys; absent: all. */
  readonly starts?: readonly string[];
};

/** Two keys of different fields that hold true pairs before all, and the columns that hold each other's names. */
const HINTS: Readonly<Record<string, Pick<LabelledSet, "strict" | "names">>> = {
  "registry-names": {
    strict: [
      ["fname_c1", "lname_c1", "birth_year"],
      ["birth_year", "birth_month", "birth_day", "fname_c1"],
    ],
    names: ["fname_c1", "lname_c1"],
  },
  historical: {
    strict: [
      ["first_name", "surname", "dob"],
      ["dob", "postcode_fake"],
    ],
    names: ["first_name", "surname"],
  },
  customers: { strict: [["first_name", "surname"], ["email"]], names: ["first_name", "surname"] },
  spanish: {
    strict: [
      ["apellido1", "nacimiento"],
      ["nombre", "municipio"],
    ],
    names: ["apellido1", "apellido2"],
  },
  "half-missing": { strict: [["given", "family", "born"], ["phone"]], names: ["given", "family"] },
  "chinese-romanised": { strict: [["name", "birth"], ["phone"]] },
  indonesian: { strict: [["nama", "tgl_lahir"], ["hp"]] },
  nation: { strict: [["given", "family", "born"], ["phone"]], names: ["given", "family"] },
  restaurants: { strict: [["name", "city"], ["phone"]] },
  bibliography: { strict: [["title"], ["authors", "year"]] },
  "bibliography-scholar": { strict: [["title"], ["authors", "year"]] },
  products: { strict: [["manufacturer"]] },
  "arabic-romanised": { strict: [["full_name"], ["mother", "birth"]] },
  "indian-initials": {
    strict: [
      ["name", "village"],
      ["father", "door"],
    ],
  },
  "parish-census": {
    strict: [
      ["given", "family", "birth_year"],
      ["birth_year", "parish", "given"],
    ],
  },
  "vietnamese-sparse-id": { strict: [["ho_ten", "ngay_sinh"], ["phone"]] },
  "companies-geo": { strict: [["company"], ["vat"]] },
  "shops-contact": { strict: [["first", "last"], ["email"]], names: ["first", "last"] },
};

/** Files made up in the likeness of public ones that no package index carries. */
export async function madeUpSets(
  folder: string,
  seed: number,
  isWanted: (name: string) => boolean,
): Promise<readonly LabelledSet[]> {
  const sets: LabelledSet[] = [];
  const wellKnown = [...WESTERN, ...ASIAN, ...THINGS, ...FRESH_PEOPLE, ...FRESH_FIRMS];
  for (const shape of [...wellKnown, ...SMALL_FILES]) {
    if (!isWanted(shape.name)) continue;
    const own = join(folder, `${shape.name}-${seed}`);
    await writeShape(shape, { seed, folder: own });
    sets.push(setOf(shape, own));
  }
  return sets;
}

function setOf(shape: Shape, folder: string): LabelledSet {
  return {
    name: shape.name,
    of: shape.like,
    isPublic: false,
    folder,
    inputs: shape.inputs.map(({ name, once }) => ({ path: `${name}.csv`, id: "rec_id", once })),
    fields: shape.fields.map(([column, kind]) => ({ column, kind })),
    profile: shape.profile ?? "neutral",
    blocking: shape.blocking,
    ...(HINTS[shape.name] ?? { strict: shape.blocking.slice(0, 2) }),
  };
}
