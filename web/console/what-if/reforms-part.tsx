import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { JointWhatIfList } from "#contract/joint-what-if.ts";
import { ask } from "#web/kit/ask.ts";
import { formatInstant } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedPart } from "./folded-part.tsx";
import { PURPOSE } from "./use-what-if.ts";

/** What was counted of several programs at once; each opens a screen of its own. */
export function ReformsPart() {
  const { words, language, say } = useSpeech();
  const said = words.reform;
  const found = useQuery({
    queryKey: ["what-if-reforms"],
    queryFn: () => ask<JointWhatIfList>("/what-if/reforms", { purpose: PURPOSE }),
  });
  return (
    <FoldedPart id="reforms" title={said.title} lead={said.lead}>
      <Loaded query={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{said.none}</p>
          ) : (
            <Table
              caption={said.title}
              rows={items}
              keyOf={({ reform }) => reform}
              stacks
              columns={[
                {
                  head: said.question,
                  cell: ({ reform, name }) => (
                    <Link
                      to="/bagaimana-jika/perubahan/$reform"
                      params={{ reform }}
                      aria-label={said.open(name)}
                    >
                      {name}
                    </Link>
                  ),
                },
                {
                  head: said.programs,
                  cell: ({ programs }) =>
                    programs
                      .map((one) => said.changed(say(one.name), said.becomes[one.becomes]))
                      .join(", "),
                },
                { head: said.version, cell: ({ version }) => version },
                { head: said.kept, cell: ({ keptAt }) => formatInstant(keptAt, language) },
              ]}
            />
          )
        }
      </Loaded>
    </FoldedPart>
  );
}
