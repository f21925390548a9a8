import { todayOf } from "#api/office-day.ts";
import type { FamilyAsOf, PastEvent, PastFamily, PastGroup } from "#contract/family-as-of.ts";
import { type DecileBasis, sayDecileBasis } from "#domain/decile-basis.ts";

const dayOf = (at: string): string => todayOf(new Date(at));

/** The answer as people read it at a terminal: what differs today is marked by an arrow. */
export function asOfLines(answer: FamilyAsOf): string {
  const { version, publications, past, asked, earlierThatDay } = answer;
  const periods = publications.map(
    ({ words, from, until }) =>
      `  ${words.id}: ${dayOf(from)} – ${until === undefined ? "kini" : dayOf(until)}`,
  );
  return [
    `keluarga ${answer.familyId}, ${asked.day === undefined ? "menurut" : `pada ${asked.day}:`} versi ${version.label} (keadaan per ${version.asOf})`,
    ...periods,
    ...earlierThatDay.map((label) => `  pada hari itu juga sempat berlaku: versi ${label}`),
    ...(past === undefined ? [] : familyLines(past, version.decileBasis)),
    ...eventLines("Sudah diketahui", answer.known),
    ...eventLines("Baru datang sesudahnya, belum diketahui waktu itu", answer.later),
    ...answer.notes.map(({ words }) => `* ${words.id}`),
  ].join("\n");
}

function familyLines(past: PastFamily, basis: DecileBasis): string[] {
  const { standing, standingNow } = past;
  const others = past.others.length === 0 ? "" : `; juga ${past.others.join(", ")}`;
  return [
    `${past.howWords.id} (nomor waktu itu: ${past.familyId}${others})`,
    `${past.place.village}, ${past.place.district}, ${past.place.regency}; ${past.size} anggota; ${past.differences} hal berbeda hari ini`,
    ...(standing === undefined
      ? []
      : [
          `${sayDecileBasis(basis).id}: nasional ${standing.national}${changed(standing.national, standingNow?.national)}, provinsi ${standing.province}${changed(standing.province, standingNow?.province)}, kabupaten/kota ${standing.regency}${changed(standing.regency, standingNow?.regency)}`,
        ]),
    ...past.members.map(
      ({ personId, personIdNow, since, relationship, age }) =>
        `  individu ${personId}${personIdNow === undefined ? "" : ` -> ${personIdNow}`}: ${relationship.id}${age === undefined ? "" : `, ${age} tahun`}, ${SINCE[since]}`,
    ),
    ...past.joined.map(
      ({ personId, familyIdThen }) =>
        `  individu ${personId}: datang sesudahnya${familyIdThen === undefined ? "" : `, waktu itu di keluarga ${familyIdThen}`}`,
    ),
    ...past.groups.flatMap(groupLines),
    ...past.programs.map(
      ({ name, personId, outcomeWords, now }) =>
        `  ${name.id}${personId === undefined ? "" : ` (individu ${personId})`}: ${outcomeWords.id}${now === undefined ? "" : ` -> ${now.id}`}`,
    ),
  ];
}

const SINCE = {
  stays: "masih di keluarga ini",
  left: "tidak lagi di keluarga ini",
  erased: "datanya sudah dihapus",
} as const;

const changed = (then: number, now: number | undefined): string =>
  now === undefined || now === then ? "" : ` -> ${now}`;

function groupLines({ words, source, asOf, facts }: PastGroup): string[] {
  const from = [source?.id, asOf].filter((one) => one !== undefined).join(", ");
  return [
    `  ${words.id}${from === "" ? "" : ` (${from})`}`,
    ...facts.map(
      ({ label, text, now, versionSaid }) =>
        `    ${label.id}: ${text.id}${versionSaid === undefined ? "" : ` [versi: ${versionSaid.id}]`}${now === undefined ? "" : ` -> ${now.id}`}`,
    ),
  ];
}

function eventLines(title: string, events: readonly PastEvent[]): string[] {
  if (events.length === 0) return [];
  return [
    `${title}:`,
    ...events.map(
      ({ at, words, about }) =>
        `  ${dayOf(at)}  ${words.id}${about === undefined ? "" : `: ${about.id}`}`,
    ),
  ];
}
