import { Link, useParams } from "@tanstack/react-router";
import type { ProgramRule } from "#contract/rule-drafts.ts";
import { formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";
import { RuleDrafts } from "./rule-drafts.tsx";
import { RuleEditor } from "./rule-editor.tsx";
import "./programs.css";

/** A program's rule: what was proposed of it, and a new proposal with its consequences in sight. */
export function RuleScreen() {
  const { words, say } = useSpeech();
  const said = words.rules;
  const { programId } = useParams({ from: "/inside/program/$programId/aturan" });
  const found = useAsked<ProgramRule>(`/programs/${encodeURIComponent(programId)}/rule`);
  const back = (
    <Link to="/program/$programId" params={{ programId }} className="button">
      {said.back}
    </Link>
  );
  if (found.data?.ok === false && found.data.problem.status === 404) {
    return (
      <Page title={said.title(programId)} actions={back}>
        <p>{said.none}</p>
      </Page>
    );
  }
  const name = found.data?.ok ? say(found.data.value.name) : "…";
  return (
    <Page title={said.title(name)} lead={said.lead} actions={back}>
      <Loaded query={found}>{(rule) => <Desk rule={rule} />}</Loaded>
    </Page>
  );
}

function Desk({ rule }: { readonly rule: ProgramRule }) {
  const { words, language } = useSpeech();
  const said = words.rules;
  const waits = rule.drafts.some(({ state }) => state === "proposed");
  return (
    <>
      {waits ? <RuleDrafts drafts={rule.drafts} /> : null}
      {rule.mayPropose && !waits ? (
        <Part id="edit" title={said.edit} lead={said.editLead(formatDay(rule.on, language))}>
          <RuleEditor rule={rule} />
        </Part>
      ) : (
        <p className="soft">{waits ? said.waits : said.notYours}</p>
      )}
      {waits ? null : <RuleDrafts drafts={rule.drafts} />}
    </>
  );
}
