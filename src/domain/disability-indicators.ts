import type { Indicator } from "./indicators.ts";
import type { Expression } from "./rule.ts";
import { say, type Words } from "./words.ts";

const SOURCE =
  "UU 8/2016 pasal 4; jawaban kesulitan fungsional (Regsosek 428) kami petakan sendiri ke ragamnya";
const SINCE = "2025-02-05";

/** Cannot at all, or much difficulty and needs help: from there on surveys that ask so speak of a disability. */
const GRAVE = [1, 2] as const;

type Difficulty =
  | "sight"
  | "hearing"
  | "speech"
  | "walking"
  | "hands"
  | "learning"
  | "memory"
  | "selfcare";

const grave = (name: Difficulty): Expression => ({ fact: `difficulty_${name}`, in: GRAVE });

const physical: Expression = { any: [grave("walking"), grave("hands")] };
const sensory: Expression = { any: [grave("sight"), grave("hearing"), grave("speech")] };
const intellectual: Expression = { any: [grave("learning"), grave("memory")] };
/** Two kinds or more in one person. */
const multiple: Expression = {
  any: [
    { all: [physical, sensory] },
    { all: [physical, intellectual] },
    { all: [sensory, intellectual] },
  ],
};
/** Self-care belongs to no kind, but is a difficulty all the same. */
export const HAS_DISABILITY: Expression = {
  any: [physical, sensory, intellectual, grave("selfcare")],
};

const MENTAL = say(
  "Ragam mental tidak dihitung: jawaban tentang perilaku dan kesedihan tersimpan terkunci dan tidak masuk tabel.",
  "The mental kind is not counted: answers on behaviour and sadness are locked away and stand in no table.",
);

/** Families with a living member of whom it holds; a member whose answers do not tell leaves the family untold. */
function ofMembers(id: string, words: Words, what: Words, who: Expression): Indicator {
  const has: Expression = { members: who, atLeast: 1 };
  const about = say(
    "Dari jawaban kesulitan fungsional (sama sekali tidak bisa, atau banyak kesulitan); bukan hasil pemeriksaan.",
    "By the answers on functional difficulty (cannot at all, or much difficulty); no examination.",
  );
  return {
    id,
    words,
    says: say(`${what.id} ${about.id} ${MENTAL.id}`, `${what.en} ${about.en} ${MENTAL.en}`),
    group: "health",
    definitions: [{ validFrom: SINCE, source: SOURCE, yes: has, no: { not: has } }],
  };
}

/** The kinds of disability of UU 8/2016 as far as the answers that may be counted tell them. */
export const DISABILITY_INDICATORS: readonly Indicator[] = [
  ofMembers(
    "member_disability",
    say("Ada anggota penyandang disabilitas", "A member with a disability"),
    say(
      "Ada anggota dengan kesulitan berat melihat, mendengar, berbicara, berjalan, memakai tangan, belajar, mengingat atau mengurus diri.",
      "A member has grave difficulty seeing, hearing, speaking, walking, using hands, learning, remembering or with self-care.",
    ),
    HAS_DISABILITY,
  ),
  ofMembers(
    "member_disability_physical",
    say("Ada disabilitas fisik", "Physical disability"),
    say(
      "Ada anggota dengan kesulitan berat berjalan atau memakai tangan.",
      "A member has grave difficulty walking or using hands.",
    ),
    physical,
  ),
  ofMembers(
    "member_disability_sensory",
    say("Ada disabilitas sensorik", "Sensory disability"),
    say(
      "Ada anggota dengan kesulitan berat melihat, mendengar atau berbicara.",
      "A member has grave difficulty seeing, hearing or speaking.",
    ),
    sensory,
  ),
  ofMembers(
    "member_disability_intellectual",
    say("Ada disabilitas intelektual", "Intellectual disability"),
    say(
      "Ada anggota dengan kesulitan berat belajar atau mengingat.",
      "A member has grave difficulty learning or remembering.",
    ),
    intellectual,
  ),
  ofMembers(
    "member_disability_multiple",
    say("Ada disabilitas ganda", "Multiple disability"),
    say(
      "Ada anggota dengan dua ragam atau lebih: fisik, sensorik, intelektual.",
      "A member has two kinds or more: physical, sensory, intellectual.",
    ),
    multiple,
  ),
];
