import { Link } from "@tanstack/react-router";
import type { EvaluationList } from "#contract/evaluations.ts";
import { formatInstant } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { BenchTabs } from "../bench/bench-tabs.tsx";
import { useAsked } from "../officer.tsx";

/** Every evaluation that was kept: none is left out because of what it says. */
export function Evaluations() {
  const { words, language, say } = useSpeech();
  const said = words.evaluation;
  const kept = useAsked<EvaluationList>("/evaluations");
  return (
    <Page title={said.title} lead={said.lead}>
      <BenchTabs />
      <Loaded query={kept}>
        {({ items }) => (
          <Part id="kept" title={said.list} lead={said.howTo}>
            {items.length === 0 ? (
              <p>{said.none}</p>
            ) : (
              <Table
                caption={said.list}
                rows={items}
                keyOf={({ evaluation }) => evaluation}
                stacks
                columns={[
                  {
                    head: said.program,
                    cell: ({ evaluation, name, from, to }) => (
                      <Link
                        to="/statistik/evaluasi/$evaluationNo"
                        params={{ evaluationNo: evaluation }}
                        aria-label={said.open(say(name), from.label, to.label)}
                      >
                        {say(name)}
                      </Link>
                    ),
                  },
                  { head: said.versions, cell: ({ from, to }) => `${from.label} → ${to.label}` },
                  { head: said.kept, cell: ({ keptAt }) => formatInstant(keptAt, language) },
                ]}
              />
            )}
          </Part>
        )}
      </Loaded>
    </Page>
  );
}
