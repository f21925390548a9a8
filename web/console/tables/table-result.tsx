import type { CountedTable, CrossTable } from "#contract/cross-tables.ts";
import { isDecileVariable } from "#domain/cross-table.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import { CountBars } from "#web/kit/count-bars.tsx";
import { formatCount } from "#web/kit/format.ts";
import { Notice } from "#web/kit/notice.tsx";
import { Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** More bars than these would push the numbers off the screen and show less than they do. */
const MOST_BARS = 14;

/** How far a table has come; once counted, its bars, its numbers and its file. */
export function TableResult({ job }: { readonly job: CrossTable }) {
  const { words, say } = useSpeech();
  const said = words.tables;
  if (job.state === "asked" || job.state === "running") {
    return (
      <p className="busy" role="status">
        {said.underWay[job.state]} <progress aria-label={said.underWay[job.state]} />
      </p>
    );
  }
  if (job.table === undefined) {
    return (
      <Notice tone="wrong" title={words.common.problem}>
        <p>{say(job.reason?.words ?? job.stateWords)}</p>
      </Notice>
    );
  }
  return <Counted job={job} table={job.table} />;
}

const holdsDeciles = ({ variables }: CrossTable): boolean =>
  variables.some(({ id }) => isDecileVariable(id));

type Given = { readonly job: CrossTable; readonly table: CountedTable };

function Counted({ job, table }: Given) {
  const { words, language, say } = useSpeech();
  const said = words.tables;
  const measure = said.measures[job.question.measure];
  const title = said.resultOf(
    measure,
    job.variables.map((variable) => say(variable.words)).join(" × "),
    job.region.name,
    job.version,
  );
  if (table.rows.length === 0) return <p>{said.empty}</p>;
  return (
    <Part
      id="result"
      title={said.result}
      counted={holdsDeciles(job) ? sayDecileBasis(job.decileBasis) : undefined}
    >
      <Mark job={job} />
      {table.columns.length > MOST_BARS ? (
        <p className="soft">{title}</p>
      ) : (
        <CountBars
          bars={table.columns.map((column) => ({
            key: column.values.join(),
            label: column.words.map(say).join(" · "),
            count: column.sum,
          }))}
          unit={measure}
          sentence={title}
          withheld={said.withheld}
        />
      )}
      <Cells table={table} title={title} />
      {job.variables.map((variable) =>
        variable.says === undefined ? null : (
          <p key={variable.id} className="soft">
            <strong>{say(variable.words)}.</strong> {say(variable.says)}
          </p>
        ),
      )}
      <p className="soft">
        {table.withheld === 0
          ? said.nothingWithheld
          : said.withheldNote(
              formatCount(table.withheld, language),
              formatCount(table.smallest, language),
            )}
      </p>
      <p>
        <a className="button" href={`/api/v1/cross-tables/${job.job}/csv`} download>
          {said.file}
        </a>
      </p>
    </Part>
  );
}

/** What a table may not be taken for, before anything of it. */
function Mark({ job }: Pick<Given, "job">) {
  const { say } = useSpeech();
  return job.variables.map(({ id, mark }) =>
    mark === undefined ? null : (
      <Notice key={id} tone="attention">
        <strong>{say(mark)}</strong>
      </Notice>
    ),
  );
}

/** Regions down, values across, each with its sum. */
function Cells({ table, title }: { readonly table: CountedTable; readonly title: string }) {
  const { words, say } = useSpeech();
  const said = words.tables;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would promise inputs; this only scrolls
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <div className="table-frame cross-table" role="group" aria-label={title} tabIndex={0}>
      <table>
        <caption className="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{said.region}</th>
            {table.columns.map((column) => (
              <th key={column.values.join()} scope="col" className="figure">
                {column.words.map(say).join(" · ")}
              </th>
            ))}
            <th scope="col" className="figure">
              {said.sum}
            </th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ region, cells, sum }) => (
            <tr key={region.code}>
              <th scope="row">{region.name}</th>
              {cells.map((count, i) => (
                <Cell key={table.columns[i]?.values.join()} count={count} />
              ))}
              <Cell count={sum} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{said.sum}</th>
            {table.columns.map((column) => (
              <Cell key={column.values.join()} count={column.sum} />
            ))}
            <Cell count={table.sum} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Cell({ count }: { readonly count: number | null }) {
  const { words, language } = useSpeech();
  if (count !== null) return <td className="figure">{formatCount(count, language)}</td>;
  return (
    <td className="figure">
      <span aria-hidden="true">*</span>
      <span className="unseen">{words.tables.withheld}</span>
    </td>
  );
}
