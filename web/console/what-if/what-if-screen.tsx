import { useState } from "react";
import type { Home } from "#contract/home.ts";
import type { WhatIfTermsDraft } from "#contract/what-if.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";
import { FoldedPart } from "./folded-part.tsx";
import { KeepScenario, KeptScenarios } from "./kept-scenarios.tsx";
import { ReformsPart } from "./reforms-part.tsx";
import { useWhatIf } from "./use-what-if.ts";
import { WhatIfForm } from "./what-if-form.tsx";
import { WhatIfResult } from "./what-if-result.tsx";
import "./what-if.css";

/** What if a program were given otherwise: a line is moved, its consequences are seen, a scenario is kept. */
export function WhatIf() {
  const { words } = useSpeech();
  const home = useAsked<Home>("/home");
  return (
    <Page title={words.whatIf.title} lead={words.whatIf.lead}>
      <Loaded query={home}>{({ region, parts }) => <Bench regions={[region, ...parts]} />}</Loaded>
    </Page>
  );
}

/** Cells are counted by regency: nothing smaller is asked about. */
const isAsked = (code: string): boolean => code === "ID" || code.length === 2 || code.length === 4;

function Bench({
  regions,
}: {
  readonly regions: readonly Pick<Home["region"], "code" | "name">[];
}) {
  const { words } = useSpeech();
  const asked = regions.filter(({ code }) => isAsked(code));
  const [terms, setTerms] = useState<WhatIfTermsDraft>({
    area: asked[0]?.code ?? "ID",
    program: "pkh",
    by: "percentile",
    atMost: 40,
  });
  const found = useWhatIf(terms);
  return (
    <>
      <Part id="question" title={words.whatIf.question}>
        <WhatIfForm regions={asked} terms={terms} onChange={setTerms} />
      </Part>
      <Loaded query={found}>{(answer) => <WhatIfResult answer={answer} />}</Loaded>
      <Part id="keep" title={words.whatIf.keep}>
        <KeepScenario terms={terms} />
      </Part>
      <FoldedPart id="kept" title={words.whatIf.kept} lead={words.whatIf.compareLead}>
        <KeptScenarios />
      </FoldedPart>
      <ReformsPart />
    </>
  );
}
