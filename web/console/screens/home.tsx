import { Link } from "@tanstack/react-router";
import type { Home as HomeAnswer, Task } from "#contract/home.ts";
import { DecileColumns } from "#web/kit/decile-columns.tsx";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { TileMap } from "#web/kit/tile-map.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked, useSitting } from "../officer.tsx";

/** What to do today, and how the officer's own region stands. */
export function Home() {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const home = useAsked<HomeAnswer>("/home");
  return (
    <Page
      title={words.home.greeting(officer.fullName)}
      lead={`${officer.institution} · ${officer.region.name}`}
    >
      <Loaded query={home}>{(answer) => <HomeParts home={answer} />}</Loaded>
    </Page>
  );
}

function HomeParts({ home }: { readonly home: HomeAnswer }) {
  const { words, language } = useSpeech();
  const { region, version, parts } = home;
  return (
    <div className="columns">
      <div>
        <Part id="today" title={words.home.today}>
          <Tasks tasks={home.tasks} />
        </Part>
        {parts.length < 2 ? null : (
          <Part id="parts" title={words.home.parts}>
            <TileMap parts={parts} basis={version?.decileBasis} />
            <p>
              <Link to="/peta">{words.map.title}</Link>
            </p>
          </Part>
        )}
      </div>
      <div>
        {region.families === 0 ? null : (
          <Part id="deciles" title={words.home.region}>
            <p className="big-figure">
              <strong>{formatCount(region.families, language)}</strong> {words.common.families}
              {" · "}
              <strong>{formatCount(region.persons, language)}</strong> {words.common.persons}
            </p>
            <DecileColumns
              counts={region.deciles}
              unit={words.common.families}
              sentence={words.home.regionLead(region.name)}
              basis={version?.decileBasis}
            />
          </Part>
        )}
        <Part id="version" title={words.home.version}>
          {version === undefined ? (
            <p>{words.home.noVersion}</p>
          ) : (
            <p>
              <Link to="/versi/$versionNo" params={{ versionNo: String(version.versionNo) }}>
                {words.common.version} {version.label}
              </Link>
              {" · "}
              {words.common.asOf(formatDay(version.asOf, language))}
            </p>
          )}
        </Part>
      </div>
    </div>
  );
}

function Tasks({ tasks }: { readonly tasks: readonly Task[] }) {
  const { words } = useSpeech();
  const waiting = tasks.filter(({ count }) => count > 0);
  if (waiting.length === 0) return <Notice tone="good">{words.home.nothing}</Notice>;
  return (
    <ul className="tasks">
      {waiting.map((task) => (
        <li key={task.kind}>
          <TaskRow task={task} />
        </li>
      ))}
    </ul>
  );
}

function TaskRow({ task }: { readonly task: Task }) {
  const { words, language, say } = useSpeech();
  const body = (
    <>
      <span className="task-count">{formatCount(task.count, language)}</span>
      <span className="task-words">
        <strong>{say(task.words)}</strong>
        <span className="soft">
          {say(task.next)}
          {task.dueOn === undefined ? "" : ` ${words.home.due(formatDay(task.dueOn, language))}`}
          {task.since === undefined
            ? ""
            : ` (${words.home.since(formatDay(task.since, language))})`}
        </span>
      </span>
    </>
  );
  if (task.link === undefined) return <div className="task">{body}</div>;
  return (
    <Link to={task.link} className="task task-link" data-row>
      {body}
    </Link>
  );
}
