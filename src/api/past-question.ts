import type { AsOfProblem } from "#domain/as-of.ts";
import { type AsOfQuestion, parseAsOf } from "#domain/as-of.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { endOfDay, inForceOn } from "#domain/publication.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { type Publication, readPublications } from "#publication/publications.ts";
import type { Tx } from "#store/transact.ts";
import { VERSION_COLUMNS, type VersionRow } from "./current-version.ts";

/** Which version answers a question about the past, and, for a day, until when something counts as known. */
export type PastAsked = {
  readonly question: AsOfQuestion;
  readonly version: VersionRow;
  /** When that version was in force. */
  readonly publications: readonly Publication[];
  readonly earlierThatDay: readonly string[];
  /** For a day: its end, or now where it is today. */
  readonly knownBy: Date | undefined;
};

/** Finds the version that a question is about, among those that have ever been in force. */
export async function findAsked(
  tx: Pick<Tx, "query">,
  asked: { readonly version?: string | undefined; readonly day?: string | undefined },
  clock: { readonly today: PlainDate; readonly now: Date },
): Promise<Result<PastAsked, AsOfProblem>> {
  const question = parseAsOf(asked, clock.today);
  if (!question.ok) return question;
  const all = await readPublications(tx);
  const found =
    question.value.kind === "version"
      ? await byLabel(tx, all, question.value.label)
      : byDay(all, question.value.day);
  if (!found.ok) return found;
  const { versionNo, earlierThatDay } = found.value;
  const [version] = await tx.query<VersionRow>(
    `select ${VERSION_COLUMNS} from dtsen.version v where v.version_no = $1`,
    [versionNo],
  );
  if (version === undefined) return refuse("version-unknown");
  return accept({
    question: question.value,
    version,
    publications: all.filter((one) => one.versionNo === versionNo),
    earlierThatDay,
    knownBy: question.value.kind === "day" ? knownBy(question.value.day, clock.now) : undefined,
  });
}

const knownBy = (day: PlainDate, now: Date): Date => (endOfDay(day) < now ? endOfDay(day) : now);

type FoundVersion = { readonly versionNo: number; readonly earlierThatDay: readonly string[] };

async function byLabel(
  tx: Pick<Tx, "query">,
  all: readonly Publication[],
  label: string,
): Promise<Result<FoundVersion, "version-unknown" | "version-never-in-force">> {
  const published = all.find((one) => one.label === label);
  if (published !== undefined) return accept({ ...published, earlierThatDay: [] });
  const known = await tx.query("select from dtsen.version where label = $1", [label]);
  return refuse(known.length === 0 ? "version-unknown" : "version-never-in-force");
}

function byDay(
  all: readonly Publication[],
  day: PlainDate,
): Result<FoundVersion, "before-first-publication"> {
  const found = inForceOn(all, day);
  if (found === undefined) return refuse("before-first-publication");
  const labels = found.earlierThatDay.map(
    ({ versionNo }) => all.find((one) => one.versionNo === versionNo)?.label ?? "",
  );
  return accept({ versionNo: found.at.versionNo, earlierThatDay: [...new Set(labels)] });
}
