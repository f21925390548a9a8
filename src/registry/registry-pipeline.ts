import { join } from "node:path";
import {
  FAMILY_FACTS,
  getVariable,
  PERSON_FACTS,
  PERSON_VAULT_FACTS,
} from "#domain/variables/catalogue.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Pipeline } from "#engine/engine.ts";
import type { Stage, Step } from "#engine/step.ts";
import {
  IDENTITY_FILE,
  type LakeTable,
  MEMBERSHIP,
  VERSION_EVIDENCE,
  VERSION_FAMILY,
  VERSION_PERSON,
  VERSION_PROVENANCE,
  VERSION_VAULT,
} from "#lake/tables.ts";
import { decisionFile, type SettledDecisions } from "#matching/settle-decisions.ts";
import type { CheckAnswer } from "./check-answers.ts";
import { evidenceTable } from "./evidence.ts";
import { familyPlace, familyRecords, familyTable } from "./family-facts.ts";
import { formFamilies } from "./form-families.ts";
import type { GivenBack } from "./given-back.ts";
import { identityAnswers } from "./identity-answers.ts";
import { heirs, LEDGER_EVENT, ledgerEvents } from "./ledger-events.ts";
import {
  identityTable,
  knownNik,
  membershipTable,
  personCore,
  personOther,
  personTable,
  vaultTable,
} from "./person-facts.ts";
import { personIds } from "./person-ids.ts";
import { provenanceTable } from "./provenance.ts";
import {
  REVIEWED_RECORD,
  reviewedRecords,
  revived,
  unitWords,
  withoutPast,
} from "./reviewed-records.ts";
import { answerSources, bestAnswers, corrections, type Unit } from "./survivorship.ts";

/** What a version goes on from; absent for the first. */
export type Parent = {
  readonly personFile: string;
  readonly familyFile: string;
  readonly membershipFile: string;
  readonly provenanceFile: string;
  /** Plain, in a private folder. */
  readonly identityFiles: readonly string[];
};

export type RegistryDraft = {
  readonly versionNo: number;
  /** yyyymmdd. */
  readonly asOf: number;
  readonly personFiles: readonly string[];
  readonly familyFiles: readonly string[];
  readonly evidenceFiles: readonly string[];
  /** Answers of the civil registry about single persons. */
  readonly answerFiles: readonly string[];
  /** Segments of the identity ledger that the parent stands on. */
  readonly ledgerFiles: readonly string[];
  /** link.parquet and evidence_link.parquet of matching. */
  readonly matchFolder: string;
  readonly parent?: Parent;
  /** Which weights made the links, as every event says. */
  readonly modelVersion: string;
  /** What people decided about records, as matching settled it; `carriedFiles` is the parent's reviewed_record. */
  readonly decisions?: {
    readonly settled: SettledDecisions;
    readonly carriedFiles: readonly string[];
  };
  /** What people answered about statements of other offices; they speak of the parent's ids. */
  readonly checkAnswers?: readonly CheckAnswer[];
  /** Places that families gave back; of the parent's ids too. */
  readonly givenBack?: readonly GivenBack[];
  /** First free numbers of the ledger. */
  readonly next: { readonly person: number; readonly family: number; readonly event: number };
  readonly erasedPersons: readonly bigint[];
  readonly privateFolder: string;
  readonly outFolder: string;
};

const PERSON: Unit = {
  unit: "person",
  variables: [...PERSON_FACTS, ...PERSON_VAULT_FACTS].map(getVariable),
  places: "person_record",
  records: "staged_person",
};

const FAMILY: Unit = {
  unit: "family",
  variables: FAMILY_FACTS.map(getVariable),
  places: "family_record",
  records: "staged_family",
};

/** From staged records and links to the tables of a version; identity goes to the private folder. */
export function registryPipeline(draft: RegistryDraft, dialect: Dialect): Pipeline {
  const hasParent = draft.parent !== undefined;
  const hasDecisions = draft.decisions !== undefined;
  const hasCarried = (draft.decisions?.carriedFiles.length ?? 0) > 0;
  const has = { hasParent, hasDecisions };
  return {
    name: "registry",
    inputs: inputs(draft),
    stages: [
      erasedPersons(draft.erasedPersons),
      ...(hasDecisions ? withoutPast({ parent: hasParent, carried: hasCarried }) : []),
      ...personIds({ nextPersonId: draft.next.person, ...has }),
      ...(hasParent ? [heirs("person")] : []),
      ...(hasDecisions ? [revived("person"), unitWords()] : []),
      ...identityAnswers({
        versionNo: draft.versionNo,
        asOf: draft.asOf,
        hasAnswers: draft.answerFiles.length > 0,
        hasLedger: draft.ledgerFiles.length > 0,
        ...has,
      }),
      corrections(PERSON),
      bestAnswers(PERSON),
      personOther(),
      personCore(),
      ...formFamilies({ nextFamilyId: draft.next.family, ...has }),
      ...(hasDecisions ? [revived("family")] : []),
      knownNik(),
      shaped(VERSION_PERSON, personTable(draft.asOf, dialect)),
      ...familyStages(draft),
      corrections(FAMILY),
      bestAnswers(FAMILY),
      shaped(VERSION_FAMILY, familyTable()),
      familyPlace(),
      shaped(IDENTITY_FILE, identityTable()),
      shaped(VERSION_VAULT, vaultTable()),
      shaped(MEMBERSHIP, membershipTable()),
      ...answerSources(PERSON, dialect),
      ...answerSources(FAMILY, dialect),
      ...lastShaped(VERSION_PROVENANCE, provenanceTable()),
      ...lastShaped(
        LEDGER_EVENT,
        ledgerEvents(
          {
            versionNo: draft.versionNo,
            nextEvent: draft.next.event,
            modelVersion: draft.modelVersion,
            ...has,
          },
          dialect,
        ),
      ),
      // After the ledger: answers follow people and families into whom they were merged.
      ...lastShaped(
        VERSION_EVIDENCE,
        evidenceTable(dialect, {
          hasEvidence: draft.evidenceFiles.length > 0,
          answers: hasParent ? (draft.checkAnswers ?? []) : [],
          givenBack: hasParent ? (draft.givenBack ?? []) : [],
        }),
      ),
      ...(hasDecisions ? lastShaped(REVIEWED_RECORD, reviewedRecords()) : []),
    ],
    outputs: outputs(draft),
  };
}

function outputs(draft: RegistryDraft): Pipeline["outputs"] {
  const out = (table: LakeTable, folder: string) => ({
    table: table.name,
    file: join(folder, `${table.name}.parquet`),
    order: table.key,
  });
  return [
    ...[VERSION_PERSON, VERSION_FAMILY, VERSION_PROVENANCE, VERSION_EVIDENCE, MEMBERSHIP].map(
      (table) => out(table, draft.outFolder),
    ),
    out(LEDGER_EVENT, draft.outFolder),
    out(IDENTITY_FILE, draft.privateFolder),
    out(VERSION_VAULT, draft.privateFolder),
    ...(draft.decisions !== undefined ? [out(REVIEWED_RECORD, draft.privateFolder)] : []),
  ];
}

function inputs(draft: RegistryDraft): Pipeline["inputs"] {
  const { parent } = draft;
  return [
    { table: "staged_person", files: draft.personFiles },
    ...(draft.familyFiles.length > 0 ? [{ table: "staged_family", files: draft.familyFiles }] : []),
    { table: "link", files: [join(draft.matchFolder, "link.parquet")] },
    ...(draft.evidenceFiles.length > 0
      ? [
          { table: "staged_evidence", files: draft.evidenceFiles },
          { table: "evidence_link", files: [join(draft.matchFolder, "evidence_link.parquet")] },
        ]
      : []),
    ...(draft.answerFiles.length > 0
      ? [{ table: "staged_identity", files: draft.answerFiles }]
      : []),
    ...decisionInputs(draft.decisions),
    ...(draft.ledgerFiles.length > 0 ? [{ table: "past_event", files: draft.ledgerFiles }] : []),
    ...(parent === undefined
      ? []
      : [
          { table: "previous_person", files: [parent.personFile] },
          { table: "previous_family", files: [parent.familyFile] },
          { table: "previous_membership", files: [parent.membershipFile] },
          { table: "previous_provenance", files: [parent.provenanceFile] },
          { table: "previous_identity", files: parent.identityFiles },
        ]),
  ];
}

function decisionInputs(decisions: RegistryDraft["decisions"]): Pipeline["inputs"] {
  if (decisions === undefined) return [];
  const { settled, carriedFiles } = decisions;
  return [
    ...(["decision_word", "named_record", "reviewed_tuple"] as const).map((table) => ({
      table,
      files: [decisionFile(settled, table)],
    })),
    ...(carriedFiles.length > 0 ? [{ table: "carried_record", files: carriedFiles }] : []),
  ];
}

function familyStages(draft: RegistryDraft): readonly Stage[] {
  if (draft.familyFiles.length > 0) return familyRecords();
  throw new Error("no family delivery was accepted; a version needs at least one");
}

/** Tombstones: whoever was erased is left out of everything, whatever a delivery says. */
function erasedPersons(ids: readonly bigint[]): Step {
  const rows = ids.map((id) => `select cast(${id} as bigint) as person_id`);
  return {
    table: "erased_person",
    sql:
      rows.length > 0
        ? rows.join(" union all ")
        : "select cast(0 as bigint) as person_id where 1 = 0",
  };
}

/** The step's table with exactly the columns and types of the lake's. */
function shaped(table: LakeTable, step: Step): Step {
  const columns = Object.entries(table.columns).map(
    ([name, type]) => `cast(made.${name} as ${type === "varchar" ? "string" : type}) as ${name}`,
  );
  return { table: step.table, sql: `select ${columns.join(", ")} from (\n${step.sql}\n) made` };
}

function lastShaped(table: LakeTable, steps: readonly Step[]): readonly Step[] {
  const last = steps.at(-1);
  if (last === undefined) throw new Error(`no step makes "${table.name}"`);
  return [...steps.slice(0, -1), shaped(table, last)];
}
