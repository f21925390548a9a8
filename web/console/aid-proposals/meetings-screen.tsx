import { Link } from "@tanstack/react-router";
import type { Meeting, MeetingReceipt } from "#contract/meetings.ts";
import { SCAN_KIND_WORDS } from "#domain/evidence-file.ts";
import { MEETING_PAPER_WORDS, MEETING_PAPERS } from "#domain/meeting.ts";
import { Field } from "#web/kit/field.tsx";
import { formatDay } from "#web/kit/format.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FileForm } from "../fieldwork/file-form.tsx";
import { filled } from "../fieldwork/filled.ts";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";
import { PagedCards } from "../fieldwork/paged-cards.tsx";
import { dayHere } from "../fieldwork/today.ts";
import { useAct } from "../fieldwork/use-act.ts";
import { useSitting } from "../officer.tsx";

const LIST = "meetings";

/** Meetings of the officer's villages: called, printed, held, signed. */
export function Meetings() {
  const { meetings } = useSpeech().words;
  const { may, region } = useSitting().officer;
  return (
    <Page title={meetings.title} lead={meetings.lead}>
      {may.holdDeliberations && region.tier === "village" ? <Plan village={region.code} /> : null}
      <PagedCards<Meeting>
        list={LIST}
        path="/meetings?limit=20"
        empty={meetings.empty}
        keyOf={({ meetingNo, held }) => `${meetingNo ?? ""} ${held?.deliberationNo ?? ""}`}
      >
        {(meeting) => <MeetingCard meeting={meeting} />}
      </PagedCards>
    </Page>
  );
}

function Plan({ village }: { readonly village: string }) {
  const { meetings } = useSpeech().words;
  const act = useAct(LIST, meetings.saved);
  const send = async (form: HTMLFormElement) => {
    const { plannedOn = "", startsAt = "", place = "" } = filled(form);
    const body = { village, plannedOn, startsAt, place };
    if ((await act.send<MeetingReceipt>("/meetings", body)) !== undefined) form.reset();
  };
  return (
    <section className="card">
      <FoldedForm title={meetings.plan} act={act} save={meetings.save} onSend={send}>
        <div className="filters">
          <Field label={meetings.day} name="plannedOn" type="date" min={dayHere()} required />
          <Field label={meetings.time} name="startsAt" type="time" defaultValue="09:00" required />
        </div>
        <Field label={meetings.place} name="place" minLength={3} maxLength={120} required />
      </FoldedForm>
    </section>
  );
}

function MeetingCard({ meeting }: { readonly meeting: Meeting }) {
  const { words, language } = useSpeech();
  const { meetings } = words;
  const { number, place, plannedOn, startsAt, at, held } = meeting;
  const id = `meeting-${meeting.meetingNo ?? ""}-${held?.deliberationNo ?? ""}`;
  const day = held?.heldOn ?? plannedOn;
  return (
    <article className="card work-card" aria-labelledby={id}>
      <h2 id={id}>{meetings.number(number)}</h2>
      <p>
        {place.village}, {place.district}
      </p>
      <p className="case-marks">
        <span className="tag">{held === undefined ? meetings.planned : meetings.held}</span>
      </p>
      <WorkFacts
        rows={[
          ...(day === undefined
            ? []
            : [
                [
                  meetings.when,
                  [formatDay(day, language), startsAt].filter(Boolean).join(" · "),
                ] as const,
              ]),
          ...(at === undefined ? [] : [[meetings.place, at] as const]),
          ...(held === undefined
            ? []
            : ([
                [meetings.attended, String(held.attended)],
                [meetings.result, meetings.said(held.agreed, held.declined)],
              ] as const)),
        ]}
      />
      {held === undefined ? <Before meeting={meeting} /> : <After held={held} number={number} />}
    </article>
  );
}

/** Papers to be printed before it, and the way to record what was decided. */
function Before({ meeting: { meetingNo, number } }: { readonly meeting: Meeting }) {
  const { words, say } = useSpeech();
  const { meetings } = words;
  const { may } = useSitting().officer;
  if (meetingNo === undefined || !may.holdDeliberations) return null;
  return (
    <>
      <p className="case-marks">
        {MEETING_PAPERS.map((paper) => (
          <a key={paper} href={`/api/v1/meetings/${meetingNo}/papers?paper=${paper}`} download>
            {say(MEETING_PAPER_WORDS[paper])}
            <span className="unseen"> {number}</span>
          </a>
        ))}
      </p>
      <p>
        <Link to="/usulan-bantuan/musyawarah" className="button" data-row>
          {meetings.record}
          <span className="unseen"> {number}</span>
        </Link>
      </p>
    </>
  );
}

/** Its minutes, and what was signed by hand. */
function After({
  held: { deliberationNo, scans },
  number,
}: {
  readonly held: NonNullable<Meeting["held"]>;
  readonly number: string;
}) {
  const { words, language, say } = useSpeech();
  const { meetings } = words;
  const { may } = useSitting().officer;
  const here = `/deliberations/${deliberationNo}`;
  return (
    <>
      <p>
        <a href={`/api/v1${here}/minutes`} download>
          {meetings.minutes}
          <span className="unseen"> {number}</span>
        </a>
      </p>
      <h3>{meetings.scans}</h3>
      {scans.length === 0 ? (
        <p className="soft">{meetings.none}</p>
      ) : (
        <ul>
          {scans.map(({ fileNo, words: what, on, cameSha256 }) => (
            <li key={fileNo}>
              <a href={`/api/v1${here}/scans/${fileNo}`} download>
                {meetings.scanned(say(what), formatDay(on, language))}
              </a>{" "}
              <span className="soft">SHA-256 {cameSha256.slice(0, 16)}…</span>
            </li>
          ))}
        </ul>
      )}
      {may.holdDeliberations ? (
        <FileForm
          title={meetings.scan}
          said={number}
          hint={meetings.scanHint}
          list={LIST}
          path={`${here}/scans`}
          kinds={{
            minutes: say(SCAN_KIND_WORDS.minutes),
            attendance: say(SCAN_KIND_WORDS.attendance),
            statement: say(SCAN_KIND_WORDS.statement),
          }}
          takes="application/pdf,image/jpeg,image/png"
        />
      ) : null}
    </>
  );
}
