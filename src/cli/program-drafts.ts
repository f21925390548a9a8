import type { Command } from "commander";
import { RULE_DRAFT_PROBLEM_WORDS, RULE_DRAFT_STATE_WORDS } from "#domain/rule-draft.ts";
import { inHouse } from "#jobs/house.ts";
import { type ListedRuleDraft, listRuleDrafts } from "#jobs/list-rule-drafts.ts";
import { readSettings } from "#settings.ts";

const EXAMPLES = `
Contoh:
  $ dtsen programs drafts
  $ dtsen programs draft 1
  $ dtsen programs drafts --json`;

/** dtsen programs drafts, dtsen programs draft: rules that were proposed, and one of them whole. */
export function addDraftsTo(programs: Command): void {
  programs
    .command("drafts")
    .description("usulan aturan program, yang terbaru dahulu (proposed rules, the newest first)")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(list);
  programs
    .command("draft <number>")
    .description("satu usulan aturan: yang berubah, dasar, dan riwayatnya (one of them whole)")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(show);
}

type Options = { readonly json?: boolean };
const read = () => inHouse(readSettings(), ({ desk }) => listRuleDrafts(desk));

async function list({ json }: Options): Promise<void> {
  const drafts = await read();
  if (json === true) return print(JSON.stringify(drafts, null, 2));
  for (const draft of drafts) print(lineOf(draft));
}

async function show(number: string, { json }: Options): Promise<void> {
  const draft = (await read()).find((one) => one.number === Number(number));
  if (draft === undefined) {
    const { id, en } = RULE_DRAFT_PROBLEM_WORDS["draft-unknown"];
    process.stderr.write(`${id} (${en})\n`);
    process.exitCode = 1;
    return;
  }
  if (json === true) return print(JSON.stringify(draft, null, 2));
  print(lineOf(draft));
  for (const { what, before, after } of draft.said) {
    print(`  ${what.id}: ${before?.id ?? "-"} -> ${after?.id ?? "-"}`);
  }
  print(`  susunan aturan (ruleset): ${draft.beforeRuleset} -> ${draft.afterRuleset}`);
  for (const { state, by, at, reason } of draft.words) {
    print(
      `  ${at}  ${RULE_DRAFT_STATE_WORDS[state].id}, ${by}${reason === null ? "" : `: ${reason}`}`,
    );
  }
}

const lineOf = ({ number, program, effectiveOn, act, state }: ListedRuleDraft): string =>
  `${number}  ${program}  berlaku ${effectiveOn}  ${act}  ${RULE_DRAFT_STATE_WORDS[state].id}`;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
