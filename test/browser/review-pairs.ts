import { recordPlace } from "#api/review-records.ts";
import type { ReviewedIdentity } from "#domain/review-traps.ts";
import { encryptField, openFieldKeys } from "#store/field-cipher.ts";
import { asWorker } from "#store/transact.ts";
import { plantReviews, type ReviewDraft, SOMEBODY } from "#test/review-fixture.ts";
import type { Register } from "./register.ts";

/** A pair of the journey: who stands on both sides, and which key the reviewer presses. */
export type Planned = Omit<ReviewDraft, "villageNo"> & { readonly key: "y" | "n" | "u" };

const named = (name: string, says: Partial<ReviewedIdentity> = {}) => ({ ...says, name });

/** Looks that have deceived reviewers before, first; then everyday pairs. */
const LOOKS: readonly Planned[] = [
  {
    key: "n",
    left: named("DEWI RATNASARI", { nik: "9907055203120001", birthDate: 20120312 }),
    right: named("DEWI RATNAWATI", { nik: "9907055203120034", birthDate: 20120312 }),
    chancePermille: 460,
  },
  {
    key: "y",
    stake: "receives",
    left: named("MUHAMMAD YUSUF", { sex: 1, nik: null, birthDate: 19750308, address: "KRAJAN" }),
    right: named("MUHAMAD YUSUF", { sex: 1, birthDate: 19750803, address: "DUSUN KRAJAN" }),
    chancePermille: 720,
  },
  {
    key: "u",
    left: named("WAGIMAN", { sex: 1, nik: null, birthDate: 19530101, motherName: null }),
    right: named("WAGIMIN", { sex: 1, birthDate: 19530101 }),
    chancePermille: 240,
  },
  {
    key: "n",
    left: named("SLAMET RIYADI", { sex: 1, nik: null, birthDate: 19580714 }),
    right: named("SLAMET RIYADI", { sex: 1, birthDate: 19860202, motherName: "PONIYEM" }),
    chancePermille: 310,
  },
];

const EVERYDAY = [
  ["SITI AMINAH", "SITI AMINA", "y"],
  ["SRI LESTARI", "SRI LESTARI", "y"],
  ["AHMAD FAUZI", "ACHMAD FAUZI", "y"],
  ["NINGSIH", "SUNINGSIH", "n"],
  ["BUDI SANTOSO", "BUDI HARTONO", "n"],
  ["TRI WAHYUNI", "TRIWAHYUNI", "y"],
  ["KARTINI", "KARTINAH", "n"],
  ["EKO PRASETYO", "EKO PRASETIYO", "y"],
  ["NUR HIDAYATI", "NURHIDAYATI", "y"],
  ["SUPARMAN", "SUPARMIN", "n"],
  ["ENDANG SULASTRI", "ENDANG SULASTRI", "y"],
  ["JOKO WALUYO", "DJOKO WALUYO", "y"],
  ["RETNO WULANDARI", "RATNA WULANDARI", "n"],
  ["AGUS SETIAWAN", "AGUS SETYAWAN", "y"],
  ["FATIMAH", "SITI FATIMAH", "n"],
  ["HARTATI", "SRI HARTATI", "y"],
] as const;

/** Twenty pairs: four with traps, sixteen everyday ones; the last is known to be one person. */
export const PLANNED: readonly Planned[] = [
  ...LOOKS,
  ...EVERYDAY.map(([left, right, key], i): Planned => {
    const born = 19_700_000 + 10_101 + (i % 12) * 100;
    return {
      key,
      left: named(left, { nik: null, birthDate: born }),
      right: named(right, { birthDate: key === "n" ? born + 20_000 : born }),
      chancePermille: key === "y" ? 690 : 140,
      ...(i === 1 ? { stake: "receives" as const } : {}),
      ...(i === EVERYDAY.length - 1 ? { truth: "same" as const } : {}),
    };
  }),
];

/** No delivery of this test is so long. */
const BEYOND = 10_000_000;

/** Plants them in the first village, instead of what the build asks; with a family on each card, in order. */
export async function plantPlanned(register: Register): Promise<readonly string[]> {
  const { desk } = register.house;
  for (const table of ["review_claim", "review_cluster"]) {
    await desk.owner.query(`delete from dtsen.${table}`);
  }
  await desk.owner.query(
    "update dtsen.review_pair set state = 'closed', waits_until = null where state <> 'decided'",
  );
  const { rows } = await desk.owner.query<{ no: number; village: string }>(
    `select c.version_no as no, min(f.village_no)::text as village from dtsen.publication_pointer c
     join dtsen.family f using (version_no) group by 1`,
  );
  const { no = 0, village = "0" } = rows[0] ?? {};
  const villageNo = Number(village);
  const earlier = Array.from({ length: 24 }, () => ({ villageNo, isDouble: true }));
  const drafts = [...PLANNED.map((planned) => ({ ...planned, villageNo })), ...earlier];
  const made = await plantReviews(desk, no, drafts, BEYOND);
  await plantEarlierAnswers(register, made.slice(PLANNED.length));
  const pairIds = made.slice(0, PLANNED.length);
  // Made-up numbers of persons lead to no family sheet.
  await desk.owner.query("update dtsen.review_record set person_id = null, family_id = null");
  await plantRelatives(register, pairIds);
  await plantWeights(register, pairIds);
  return pairIds;
}

const bar = (level: number, weight: number, rarity = 0) => ({ level, weight, rarity });

/** Bars that say what the fields say, and a sum that they add up to. */
async function plantWeights({ house: { desk } }: Register, pairIds: readonly string[]) {
  for (const [place, { left = {}, right = {} }] of PLANNED.entries()) {
    const bars = {
      name: left.name === right.name ? bar(7, -300, 9_000) : bar(4, 6_000),
      "birth-date": left.birthDate === right.birthDate ? bar(5, -200, 8_500) : bar(4, 3_800),
      nik: left.nik === null ? bar(0, 0) : bar(1, -3_000),
      place: bar(4, 4_000),
      sex: bar(2, 900),
      "mother-name": left.motherName === null ? bar(0, 0) : bar(7, 5_200),
    };
    const sum = Object.values(bars).reduce((all, { weight, rarity }) => all + weight + rarity, 0);
    await desk.owner.query(
      "update dtsen.review_pair set waterfall = $2, weight = $3, margin = 2300, provenance = $4 where pair_id = $1",
      [
        pairIds[place],
        JSON.stringify({ prior: -18_000, ...bars }),
        Math.min(sum - 18_000, 5_999),
        "contoh untuk uji layar",
      ],
    );
  }
}

/** A husband whom both cards name, and a child whom only the list knows. */
async function plantRelatives({ house: { desk } }: Register, pairIds: readonly string[]) {
  const keys = openFieldKeys(desk.settings.keyFolder);
  const husband = named("BAMBANG SUTRISNO", { sex: 1, birthDate: 19520909, relationship: 1 });
  const child = named("RINI ASTUTI", { birthDate: 19990214, relationship: 4 });
  await asWorker(desk, async (tx) => {
    const cards = await tx.query<{ key: string; household: string; isList: boolean }>(
      `select r.record_key::text as key, r.household_key::text as household, r.source <> 'dukcapil' as "isList"
       from dtsen.review_record r join dtsen.review_pair p on r.record_key in (p.record_key, p.spine_key)
       where p.pair_id = any ($1)`,
      [pairIds],
    );
    for (const { key, household, isList } of cards) {
      for (const [place, says] of (isList ? [husband, child] : [husband]).entries()) {
        const own = BigInt(household) + BigInt((place + 1) * 1_000_000);
        const text = JSON.stringify({ ...SOMEBODY, nik: null, ...says });
        await tx.query(
          `insert into dtsen.review_record (record_key, version_no, village_no, household_key, source, as_of, identity_enc)
           select $1, version_no, village_no, household_key, source, as_of, $2 from dtsen.review_record
           where record_key = $3`,
          [own, encryptField(keys, recordPlace(own), text), key],
        );
      }
    }
  });
}

/** A star of five records, two of which cannot be the person in its middle. */
export async function plantCluster({ house: { desk } }: Register): Promise<void> {
  const keys = openFieldKeys(desk.settings.keyFolder);
  const hub = 95n * 4_294_967_296n;
  const says = [
    named("SUGENG RAHARJO", { sex: 1, birthDate: 19610417 }),
    named("SUGENG RAHARDJO", { sex: 1, birthDate: 19610417 }),
    named("SUGENG R", { sex: 1, nik: null, birthDate: 19610417 }),
    named("SUGENG RAHARJO", { sex: 1, nik: "9907051704730001", birthDate: 19730417 }),
    named("SUGIYEM RAHARJO", { sex: 2, nik: null, birthDate: 19610714 }),
  ];
  const contradicts = [[], [], [], ["births-apart", "two-niks"], ["two-sexes"]];
  const edge = (left: number, right: number, weight: number) => ({
    left: Number(hub) + left,
    right: Number(hub) + right,
    weight,
    link: left === 0,
  });
  await asWorker(desk, async (tx) => {
    for (const [place, one] of says.entries()) {
      const key = hub + BigInt(place);
      const text = JSON.stringify({ ...SOMEBODY, ...one });
      await tx.query(
        `insert into dtsen.review_record (record_key, version_no, village_no, household_key, source, as_of, identity_enc)
         select $1, version_no, record_village_no, $1, $2, 20260930, $3 from dtsen.review_pair order by pair_id desc limit 1`,
        [key, place === 0 ? "dukcapil" : "dtks", encryptField(keys, recordPlace(key), text)],
      );
    }
    await tx.query(
      `insert into dtsen.review_cluster (cluster_key, version_no, village_lo, village_hi, is_on_register, records, deliveries,
         density_permille, contradictions, members, edges)
       select $1, version_no, record_village_no, record_village_no, true, 5, 3, 600, $2, $3, $4
       from dtsen.review_pair order by pair_id desc limit 1`,
      [
        hub,
        ["births-apart", "two-niks", "two-sexes"],
        JSON.stringify(
          says.map((_, place) => ({
            key: Number(hub) + place,
            contradicts: contradicts[place],
          })),
        ),
        JSON.stringify([
          edge(0, 1, 14_200),
          edge(0, 2, 9_100),
          edge(0, 3, 6_400),
          edge(0, 4, 6_050),
          edge(1, 2, 7_300),
          edge(1, 3, -2_100),
          edge(3, 4, -5_800),
        ]),
      ],
    );
  });
}

/** Answers of earlier weeks by two people to pairs that both saw blindly, so that agreement can be told. */
async function plantEarlierAnswers({ house: { desk } }: Register, pairIds: readonly string[]) {
  for (const [place, username] of ["regency-verifier", "regency-supervisor"].entries()) {
    await desk.owner.query(
      `insert into dtsen.review_answer (pair_id, round, account_id, stage, verdict, seconds, at)
       select pair_id, 1, (select account_id from dtsen.account where username = $2), 'first',
         case when n % 2 = 0 then 'different' when n = 1 and $3 = 1 then 'unsure' else 'same' end, 8 + n % 9,
         now() - interval '20 days' + n * interval '12 hours'
       from unnest($1::bigint[]) with ordinality as x (pair_id, n)`,
      [pairIds, username, place],
    );
  }
  await desk.owner.query(
    "update dtsen.review_pair set state = 'closed' where pair_id = any ($1::bigint[])",
    [pairIds],
  );
}
