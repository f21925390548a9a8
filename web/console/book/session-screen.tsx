import { Link, useParams } from "@tanstack/react-router";
import type { SessionSheet } from "#contract/book-sessions.ts";
import {
  ABSENCE_REASON_WORDS,
  type AbsenceReason,
  ATTENDANCE_MARK_WORDS,
} from "#domain/session-terms.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Segments } from "../fieldwork/form-parts.tsx";
import { useAskedBook } from "./use-book.ts";
import { useTicks } from "./use-ticks.ts";

type Row = SessionSheet["rows"][number];

/** One session: who came, ticked on a phone that may be without a line. */
export function SessionScreen() {
  const { sessionNo } = useParams({ from: "/inside/buku/p2k2/$sessionNo" });
  const query = useAskedBook<SessionSheet>(`/book/sessions/${sessionNo}`);
  return <Loaded query={query}>{(session) => <Sheet session={session} />}</Loaded>;
}

function Sheet({ session }: { readonly session: SessionSheet }) {
  const { words, language, say } = useSpeech();
  const said = words.book;
  const { waiting, tick, send } = useTicks(session.sessionNo);
  const rows = session.rows.map((row): Row => {
    const own = waiting.findLast(({ family }) => family === row.familyId);
    if (own === undefined) return row;
    const { reason: _, ...rest } = row;
    return { ...rest, mark: own.mark, ...(own.reason === undefined ? {} : { reason: own.reason }) };
  });
  return (
    <Page
      title={say(session.module)}
      lead={`${session.group} · ${formatDay(session.on, language)}, ${session.at} · ${session.place}`}
    >
      {waiting.length === 0 ? (
        <p className="soft">{said.allSent}</p>
      ) : (
        <Notice tone="attention">
          <p>{said.waiting(formatCount(waiting.length, language))}</p>
          <button type="button" className="button" onClick={() => void send()}>
            {said.sendNow}
          </button>
        </Notice>
      )}
      <p className="soft">{said.attendanceLead}</p>
      <ul className="book-ticks">
        {rows.map((row) => (
          <li key={row.familyId} className="card">
            <p>
              <strong>{row.headName}</strong>
              {row.rt === undefined ? "" : ` · RT ${row.rt}`}
            </p>
            {session.mayTick ? (
              <Marks row={row} onTick={tick} />
            ) : (
              <p>
                {row.mark === undefined ? said.notTicked : say(ATTENDANCE_MARK_WORDS[row.mark])}
              </p>
            )}
          </li>
        ))}
      </ul>
      <p>
        <Link to="/buku/p2k2" className="row-action">
          {said.sessions}
        </Link>
      </p>
    </Page>
  );
}

function Marks({
  row: { familyId, headName, mark, reason },
  onTick,
}: {
  readonly row: Row;
  readonly onTick: ReturnType<typeof useTicks>["tick"];
}) {
  const { words, say } = useSpeech();
  const said = words.book;
  return (
    <>
      <Segments
        legend={said.came(headName)}
        name={`mark-${familyId}`}
        choices={{
          present: say(ATTENDANCE_MARK_WORDS.present),
          absent: say(ATTENDANCE_MARK_WORDS.absent),
        }}
        chosen={mark}
        onChoose={(chosen) => onTick({ family: familyId, mark: chosen })}
      />
      {mark === "absent" ? (
        <div className="field">
          <label htmlFor={`reason-${familyId}`}>{said.whyNot}</label>
          <select
            id={`reason-${familyId}`}
            value={reason ?? ""}
            onChange={(event) =>
              onTick({
                family: familyId,
                mark: "absent",
                ...(event.target.value === ""
                  ? {}
                  : { reason: event.target.value as AbsenceReason }),
              })
            }
          >
            <option value="">{said.choose}</option>
            {Object.entries(ABSENCE_REASON_WORDS).map(([code, name]) => (
              <option key={code} value={code}>
                {say(name)}
              </option>
            ))}
          </select>
        </div>
      ) : null}
    </>
  );
}
