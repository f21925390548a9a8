import { Link } from "@tanstack/react-router";
import type { ProgramList, ProgramOnCard } from "#contract/programs.ts";
import { isDetermined } from "#domain/program-terms.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";

/** Which part of the screen a program stands in. */
function groupOf(program: ProgramOnCard) {
  if (program.isOfEveryVersion) return "everyVersion";
  if (program.rules === undefined) return "patterns";
  if (!program.isInForce) return "over";
  return isDetermined(program) ? "determined" : "candidates";
}

const GROUPS = ["everyVersion", "determined", "candidates", "over", "patterns"] as const;

/** Every program, by who says who has a place. */
export function ProgramsScreen() {
  const { words } = useSpeech();
  const said = words.programs;
  const programs = useAsked<ProgramList>("/programs");
  return (
    <Page title={said.title} lead={said.lead}>
      <Loaded query={programs}>
        {({ items }) => (
          <>
            {GROUPS.map((group) => (
              <Part key={group} id={group} title={said[group]} lead={said[`${group}Lead`]}>
                <ul className="rows">
                  {items
                    .filter((program) => groupOf(program) === group)
                    .map((program) => (
                      <li key={program.id}>
                        <ProgramRow program={program} />
                      </li>
                    ))}
                </ul>
              </Part>
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function ProgramRow({ program }: { readonly program: ProgramOnCard }) {
  const { say, words } = useSpeech();
  const { formerly, umbrella } = program;
  const names = [
    ...(umbrella === undefined ? [] : [`${words.programs.umbrella}: ${say(umbrella)}`]),
    ...(formerly.length === 0 ? [] : [`${words.programs.formerly}: ${formerly.join(", ")}`]),
  ];
  return (
    <Link to="/program/$programId" params={{ programId: program.id }} className="row-link" data-row>
      <span className="row-words">
        <strong>{say(program.name)}</strong>
        <span className="soft">
          {[say(program.unit), say(program.modeWords), say(program.determiner)].join(" · ")}
        </span>
        {names.length === 0 ? null : <span className="soft">{names.join(" · ")}</span>}
      </span>
    </Link>
  );
}
