import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { JointWhatIf } from "#contract/joint-what-if.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import { ask } from "#web/kit/ask.ts";
import { formatFine } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FoldedPart } from "./folded-part.tsx";
import { PURPOSE } from "./use-what-if.ts";
import "./what-if.css";

/** Several programs at once: each before and after, and what they come to together. */
export function Reform() {
  const { words, say } = useSpeech();
  const said = words.reform;
  const { reform } = useParams({ from: "/inside/bagaimana-jika/perubahan/$reform" });
  const found = useQuery({
    queryKey: ["what-if-reform", reform],
    queryFn: () => ask<JointWhatIf>(`/what-if/reforms/${reform}`, { purpose: PURPOSE }),
  });
  return (
    <Loaded query={found}>
      {(answer) => (
        <Page title={answer.name} lead={said.asked(answer.version)}>
          <p className="no-print">
            <Link to="/bagaimana-jika">{said.back}</Link>
          </p>
          {answer.tables.map((table) => (
            <TablePart key={table.name} table={table} answer={answer} />
          ))}
          <Part id="how" title={said.how}>
            <ul>
              {answer.notes.map((note) => (
                <li key={note.en}>{say(note)}</li>
              ))}
              <li>{said.simulated}</li>
            </ul>
          </Part>
        </Page>
      )}
    </Loaded>
  );
}

type AnswerTable = JointWhatIf["tables"][number];
type Cell = AnswerTable["rows"][number][number];

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** What is read first stays open on a phone. */
const OPEN: readonly string[] = ["programs", "becomes"];

function TablePart({
  table: { name, title, columns, rows },
  answer,
}: {
  readonly table: AnswerTable;
  readonly answer: JointWhatIf;
}) {
  const { words, language, say } = useSpeech();
  const programs = new Map(answer.programs.map((one) => [one.program, say(one.name)]));
  const shown = (cell: Cell): string => {
    if (cell === null) return words.whatIf.withheld;
    if (typeof cell === "number") return formatFine(cell, language);
    const [indonesian = cell, english = indonesian] = cell.split(" / ");
    return programs.get(cell) ?? (language === "id" ? indonesian : english);
  };
  const isFigure = (i: number) => rows.some((row) => typeof row[i] === "number");
  const Frame = OPEN.includes(name) ? Part : FoldedPart;
  const counted = name === "by_decile" ? { counted: sayDecileBasis(answer.decileBasis) } : {};
  return (
    <Frame id={name.replaceAll("_", "-")} title={say(title)} {...counted}>
      <Table
        caption={say(title)}
        rows={rows}
        keyOf={(row) => `${row[0]}`}
        stacks
        columns={columns.map((column, i) => ({
          head: capital(say(column.words)),
          cell: (row: AnswerTable["rows"][number]) => shown(row[i] ?? null),
          isFigure: isFigure(i),
        }))}
      />
    </Frame>
  );
}
