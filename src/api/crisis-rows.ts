import type { Crisis, CrisisRowSummary, CrisisStep } from "#contract/crises.ts";
import {
  AUDIT_FINDING_WORDS,
  AUDIT_REASON_WORDS,
  CRISIS_ITEM_WORDS,
  CRISIS_KIND_WORDS,
  CRISIS_STAGE_WORDS,
  CRISIS_STATUS_WORDS,
  type CrisisItemKind,
  type CrisisKind,
  type CrisisStage,
  type CrisisStatus,
  crisisTermsOn,
  DAMAGE_WORDS,
  ROW_STATE_WORDS,
} from "#domain/crisis.ts";
import type { Words } from "#domain/words.ts";
import { TEMPLATES } from "#programs/templates.ts";
import { findRegion } from "#regions/region-book.ts";
import type { Tx } from "#store/transact.ts";
import { codeOfRange } from "./region-code.ts";

type CrisisRecord = {
  readonly crisis_no: string;
  readonly kind: CrisisKind;
  readonly name: string;
  readonly status: CrisisStatus;
  readonly stage: CrisisStage;
  readonly start_on: string;
  readonly end_on: string;
  readonly days_left: number;
  readonly waits: boolean;
  readonly budget_rupiah: number;
  readonly spent_rupiah: number;
  readonly rule: Record<string, unknown>;
  readonly version: string;
  readonly is_audited: boolean;
  readonly report_paper: string | null;
};

const CRISES = `select c.crisis_no::text, c.kind, c.name, c.status, dtsen.crisis_stage(c) as stage,
  c.start_on::text, c.end_on::text, c.end_on - dtsen.day_at(c.clock_village) as days_left,
  exists (select from dtsen.crisis_act a where a.crisis_no = c.crisis_no and a.answer is null
    and now() <= a.confirm_before) as waits,
  c.budget_rupiah, c.spent_rupiah, c.rule, v.label as version, c.audit_opened_at is not null as is_audited, c.report_paper
from dtsen.crisis c join dtsen.version v using (version_no)`;

/** Emergencies that touch one's region, those in force first. */
export async function listCrises(tx: Tx): Promise<CrisisRowSummary[]> {
  const rows = await tx.query<CrisisRecord>(
    `select * from (${CRISES}) x
     order by array_position(array['proposed', 'open', 'ended', 'reported', 'lapsed', 'refused'], x.stage),
       x.end_on desc, x.crisis_no desc limit 200`,
  );
  return rows.map(writeSummary);
}

function writeSummary(row: CrisisRecord): CrisisRowSummary {
  const { remindDays } = crisisTermsOn(row.start_on);
  return {
    crisisNo: row.crisis_no,
    kind: { ...CRISIS_KIND_WORDS[row.kind] },
    name: row.name,
    status: { ...CRISIS_STATUS_WORDS[row.status] },
    stage: row.stage,
    stageWords: { ...CRISIS_STAGE_WORDS[row.stage] },
    startOn: row.start_on,
    endOn: row.end_on,
    daysLeft: Math.max(row.days_left, 0),
    endsSoon: row.stage === "open" && row.days_left <= remindDays,
    waitsForSecond: row.waits,
  };
}

type Figures = Readonly<Record<string, number>> & {
  readonly items: Readonly<Record<string, readonly [number, number, number]>>;
  readonly audit: Readonly<Record<string, number>>;
  readonly reasons: Readonly<Record<string, number>>;
};

/** One emergency: its acts, items, counts in one's region, and what may be done now. */
export async function readCrisisSheet(tx: Tx, crisisNo: number): Promise<Crisis | undefined> {
  const [record] = await tx.query<CrisisRecord>(`${CRISES} where c.crisis_no = $1`, [crisisNo]);
  if (record === undefined) return undefined;
  const [counted] = await tx.query<{ figures: Figures }>(
    "select dtsen.crisis_figures($1) as figures",
    [crisisNo],
  );
  const figures = counted?.figures as Figures;
  return {
    ...writeSummary(record),
    regions: await readRegions(tx, crisisNo),
    ...programOf(),
    version: record.version,
    rule: record.rule,
    acts: await readActs(tx, crisisNo),
    items: await readItems(tx, crisisNo, figures),
    budgetRupiah: Number(record.budget_rupiah),
    spentRupiah: Number(record.spent_rupiah),
    rows: figures.rows ?? 0,
    persons: figures.persons ?? 0,
    added: figures.added ?? 0,
    states: countedIn(ROW_STATE_WORDS, figures),
    damages: (["light", "moderate", "heavy"] as const).map((word, place) => ({
      words: { ...(DAMAGE_WORDS[place + 1] as Words) },
      count: figures[word] ?? 0,
    })),
    audit: writeAudit(record, figures),
    may: await readMay(tx, record),
  };
}

function programOf(): Pick<Crisis, "program" | "legalBasis"> {
  const card = TEMPLATES.find(({ id }) => id === "bantuan-darurat");
  if (card === undefined) throw new Error("no template of temporary programs");
  return { program: { ...card.name }, legalBasis: card.legalBasis };
}

const countedIn = (
  words: Readonly<Record<string, Words>>,
  counts: Readonly<Record<string, number>>,
) =>
  Object.entries(words).map(([code, said]) => ({ words: { ...said }, count: counts[code] ?? 0 }));

const sumOf = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, each) => sum + each, 0);

function writeAudit(record: CrisisRecord, { audit, reasons }: Figures): Crisis["audit"] {
  return {
    isOpen: record.is_audited,
    rows: sumOf(audit),
    open: audit.open ?? 0,
    reasons: countedIn(AUDIT_REASON_WORDS, reasons),
    findings: countedIn(AUDIT_FINDING_WORDS, audit),
    ...(record.report_paper === null ? {} : { report: record.report_paper }),
  };
}

async function readRegions(tx: Tx, crisisNo: number): Promise<Crisis["regions"]> {
  const rows = await tx.query<{ village_lo: number; village_hi: number }>(
    "select village_lo, village_hi from dtsen.crisis_area where crisis_no = $1 order by village_lo",
    [crisisNo],
  );
  return rows.map(({ village_lo, village_hi }) => {
    const code = codeOfRange(village_lo, village_hi);
    return { code, name: findRegion(code)?.name ?? code };
  });
}

async function readActs(tx: Tx, crisisNo: number): Promise<Crisis["acts"]> {
  const rows = await tx.query<{
    act: Crisis["acts"][number]["act"];
    paper: string;
    signed_on: string;
    end_on: string;
    status: CrisisStatus;
    answer: "confirmed" | "refused" | "lapsed" | null;
    confirm_before: Date;
  }>(
    `select act, paper, signed_on::text, end_on::text, status, confirm_before,
       coalesce(answer, case when now() > confirm_before then 'lapsed' end) as answer
     from dtsen.crisis_act where crisis_no = $1 order by act_no`,
    [crisisNo],
  );
  return rows.map(({ answer, ...row }) => ({
    act: row.act,
    paper: row.paper,
    signedOn: row.signed_on,
    endOn: row.end_on,
    status: { ...CRISIS_STATUS_WORDS[row.status] },
    ...(answer === null ? {} : { answer }),
    confirmBefore: row.confirm_before.toISOString(),
  }));
}

async function readItems(tx: Tx, crisisNo: number, figures: Figures): Promise<Crisis["items"]> {
  const rows = await tx.query<{
    item_no: number;
    kind: CrisisItemKind;
    unit: "family" | "person";
    amount_rupiah: number;
    from_damage: number;
  }>(
    "select item_no, kind, unit, amount_rupiah, from_damage from dtsen.crisis_item where crisis_no = $1 order by item_no",
    [crisisNo],
  );
  return rows.map((row) => {
    const [handedOut, persons, rupiah] = figures.items[String(row.item_no)] ?? [0, 0, 0];
    return {
      itemNo: row.item_no,
      words: { ...CRISIS_ITEM_WORDS[row.kind] },
      unit: row.unit,
      amountRupiah: Number(row.amount_rupiah),
      fromDamage: row.from_damage,
      isDeathGrant: row.kind === "death-grant",
      handedOut,
      persons,
      rupiah,
    };
  });
}

async function readMay(tx: Tx, record: CrisisRecord): Promise<Crisis["may"]> {
  const [held] = await tx.query<
    Record<"work" | "audit" | "declares" | "confirms" | "mine", boolean>
  >(
    `select dtsen.crisis_right($1, 'work-crisis') as work, dtsen.crisis_right(c.crisis_no, 'audit-crisis') as audit,
       dtsen.crisis_right_over($1, 'declare-crisis') as declares, dtsen.crisis_right_over($1, 'confirm-crisis') as confirms,
       (select a.proposed_by = dtsen.acting_account() from dtsen.crisis_act a where a.crisis_no = $1
         order by a.act_no desc limit 1) as mine
     from dtsen.crisis c where c.crisis_no = $1`,
    [record.crisis_no],
  );
  const steps: CrisisStep["act"][] = [];
  if (record.waits && held?.confirms === true && !held.mine) steps.push("confirm", "refuse");
  if (record.stage === "open" && !record.waits && held?.declares === true)
    steps.push("extend", "end");
  if (record.stage === "ended" && record.is_audited && held?.audit === true) steps.push("report");
  const isLive = record.stage === "open" || record.stage === "proposed";
  return { work: isLive && held?.work === true, audit: held?.audit === true, steps };
}
