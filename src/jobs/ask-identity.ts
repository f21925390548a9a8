import { rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { addDays, type PlainDate } from "#domain/plain-date.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { withIdentity } from "#lake/with-identity.ts";
import {
  type IdentityAdapter,
  type IdentityAnswers,
  type IdentityCheckProblem,
  LOST_AFTER_DAYS,
} from "#registry/identity-check.ts";
import { bulkFileAdapter } from "#registry/identity-check-file.ts";
import { type ServiceTerms, webServiceAdapter } from "#registry/identity-check-service.ts";
import { recordIdentityAnswers } from "#registry/identity-check-store.ts";
import {
  type AskDraft,
  countSent,
  listDue,
  markSent,
  type OpenQuestion,
  openQuestions,
} from "#registry/identity-question-store.ts";
import { recordWork } from "#store/audit.ts";
import { asWorker } from "#store/transact.ts";
import { mayAskIdentityAs } from "./acting-for.ts";
import { candidateChunks, loadCandidates, questionChunks } from "./asked-people.ts";
import { type AskedVersion, askedVersion } from "./asked-version.ts";
import { whileAsking } from "./asking-lock.ts";
import type { House } from "./house.ts";

/** Retries of one question, and milliseconds before the second try and until giving up on one. */
const PATIENCE = { tries: 4, firstWait: 500, timeout: 10_000 } as const;

export type AskIdentityDraft = {
  /** unproven: whom the version cannot prove, and who is due. due: only who is due. everyone: a first load. */
  readonly whom: "unproven" | "due" | "everyone";
  /** Where the file of questions goes; without it the web service is asked. */
  readonly out: string | undefined;
  readonly atMost: number;
  readonly today: PlainDate;
  readonly by: string;
  readonly newId: () => string;
  readonly wait: ServiceTerms["wait"];
};

/** Counts only. `open` are asked and not answered yet. */
export type AskReport = {
  readonly version: string;
  readonly asked: number;
  readonly answered: number;
  readonly open: number;
  /** Why the service stopped answering, where it did. */
  readonly problem?: IdentityCheckProblem;
};

export type AskProblem =
  | "asking-right-not-held"
  | "asking-already"
  | "no-version"
  | "no-service"
  | "file-exists"
  | "quota-spent";

/**
 * Asks the civil registry about persons of the newest version: by a file for bulk matching, or through its
 * web service within the day's quota. Asked again before there is an answer, nobody is asked twice; a
 * question that was lost goes out again under its own id.
 */
export async function askIdentity(
  house: House,
  draft: AskIdentityDraft,
  progress: Progress = quiet,
): Promise<Result<AskReport, AskProblem>> {
  const may = await mayAskIdentityAs(house.desk, draft.by);
  if (!may.ok) return may;
  if (draft.out === undefined && house.settings.identityService === undefined) {
    return refuse("no-service");
  }
  if (draft.out !== undefined && (await stat(draft.out).catch(() => undefined))) {
    return refuse("file-exists");
  }
  return whileAsking<AskReport, AskProblem>(house.desk, async () => {
    const version = await askedVersion(house);
    if (version === undefined) return refuse("no-version");
    const atMost = await allowed(house, draft);
    if (atMost === 0) return refuse("quota-spent");
    const asking = askOf(version, draft, atMost);
    const { folders } = house;
    return inPrivateFolder(folders, (folder) =>
      withIdentity(house, version.identityFiles, async (identityFiles) => {
        const { threads, memory } = house.settings;
        const db = await openDuckDb({ threads, memory, workFolder: join(folder, "spill") });
        try {
          const people = { personFile: version.personFile, identityFiles, whom: draft.whom };
          const due = await asWorker(house.desk, (tx) => listDue(tx, asking));
          await loadCandidates(db, people, due);
          return accept(await askAll(house, db, { version, asking, draft }, progress));
        } finally {
          db.close();
        }
      }),
    );
  });
}

/** How many may go out now: the draft's own bound, and what the agreement leaves for today. */
async function allowed(house: House, draft: AskIdentityDraft): Promise<number> {
  const service = house.settings.identityService;
  if (draft.out !== undefined || service === undefined) return draft.atMost;
  const sent = await asWorker(house.desk, (tx) => countSent(tx, draft.today));
  return Math.max(0, Math.min(draft.atMost, service.quotaPerDay - sent));
}

function askOf(version: AskedVersion, draft: AskIdentityDraft, atMost: number): AskDraft {
  const adapter = draft.out === undefined ? "web-service" : "bulk-file";
  return {
    versionNo: version.versionNo,
    adapter,
    askedBy: draft.by,
    today: draft.today,
    lostSince: addDays(draft.today, -LOST_AFTER_DAYS[adapter]),
    atMost,
  };
}

type Asking = {
  readonly version: AskedVersion;
  readonly asking: AskDraft;
  readonly draft: AskIdentityDraft;
};

async function askAll(
  house: House,
  db: DuckDb,
  { version, asking, draft }: Asking,
  progress: Progress,
): Promise<AskReport> {
  const part = draft.out === undefined ? undefined : `${draft.out}.part`;
  const adapter =
    part === undefined ? serviceOf(house, asking, draft) : await bulkFileAdapter(part);
  const asked = await openAll(house, db, asking, draft);
  const report = { version: version.label, asked, answered: 0, open: asked };
  for await (const questions of questionChunks(db)) {
    progress({ room: "registry", step: "identity check", done: report.answered, of: asked });
    const got = await adapter.ask(questions);
    await keepAnswers(house, asking, got);
    report.answered += got.answers.length;
    report.open -= got.answers.length;
    if (got.problem !== undefined) return { ...report, problem: got.problem };
  }
  if (part === undefined || draft.out === undefined) return report;
  // A file that asks about nobody would only be sent in vain.
  await (asked > 0 ? rename(part, draft.out) : rm(part));
  return report;
}

/** Opens the questions, in one transaction with the audit row that says how many people they name. */
async function openAll(
  house: House,
  db: DuckDb,
  asking: AskDraft,
  { newId, by, whom }: AskIdentityDraft,
): Promise<number> {
  await db.run("create table asked (person_id bigint, question_id varchar)");
  return asWorker(house.desk, async (tx) => {
    let count = 0;
    for await (const candidates of candidateChunks(db)) {
      const atMost = asking.atMost - count;
      if (atMost <= 0) break;
      const ids = candidates.map(newId);
      const opened = await openQuestions(tx, candidates, ids, { ...asking, atMost });
      await keepOpened(db, opened);
      count += opened.length;
    }
    await recordWork(
      tx,
      { username: by, purpose: "update" },
      {
        act: "ask-identity",
        subjectKind: "none",
        fieldsClass: "identity",
        versionNo: asking.versionNo,
        rowCount: count,
        detail: { adapter: asking.adapter, whom },
      },
    );
    return count;
  });
}

async function keepOpened(db: DuckDb, opened: readonly OpenQuestion[]): Promise<void> {
  if (opened.length === 0) return;
  const rows = opened.map(
    ({ personId, questionId }) => `(${BigInt(personId)}, ${text(questionId)})`,
  );
  await db.run(`insert into asked values ${rows.join(", ")}`);
}

function serviceOf(house: House, asking: AskDraft, { wait }: AskIdentityDraft): IdentityAdapter {
  const service = house.settings.identityService;
  if (service === undefined) throw new Error("asked of a web service that no setting names");
  const { url, token } = service;
  return webServiceAdapter({ ...PATIENCE, url, token, wait, quotaLeft: asking.atMost });
}

/** Answers of the service, at once; and that these questions, and one that failed on its way, went out. */
async function keepAnswers(
  house: House,
  { adapter, today }: AskDraft,
  { answers, open, problem }: IdentityAnswers,
): Promise<void> {
  const isFile = adapter === "bulk-file";
  const failed = problem === "unreachable" || problem === "unreadable" ? open.slice(0, 1) : [];
  const sent = [...answers.map(({ questionId }) => questionId), ...(isFile ? open : failed)];
  await asWorker(house.desk, async (tx) => {
    await markSent(tx, sent, today);
    const dated = answers.map((answer) => ({ ...answer, answeredOn: today }));
    if (dated.length > 0) await recordIdentityAnswers(tx, dated, undefined);
  });
}
