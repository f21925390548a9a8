import { Fragment } from "react";
import type { AidProposalCase } from "#contract/aid-proposals.ts";
import { DECILE_BASIS_WORDS } from "#domain/decile-basis.ts";
import { PHOTO_KIND_WORDS } from "#domain/evidence-file.ts";
import { formatDay } from "#web/kit/format.ts";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { FileForm } from "../fieldwork/file-form.tsx";
import { WorkFacts } from "../fieldwork/form-parts.tsx";

type Visit = AidProposalCase["visits"][number];
type Deliberated = AidProposalCase["deliberations"][number];

/** What stands behind a proposal: visits with what they found beside the record, deliberations, and what changed. */
export function Evidence({ found }: { readonly found: AidProposalCase }) {
  const said = useSpeech().words.usulan;
  const { visits, deliberations, before, after } = found;
  const isEmpty = visits.length === 0 && deliberations.length === 0;
  return (
    <Part id="evidence" title={said.evidence}>
      {isEmpty ? <p className="soft">{said.noEvidence}</p> : null}
      <Visits visits={visits} />
      {deliberations.map((one) => (
        <DeliberationPart key={one.number} one={one} />
      ))}
      {before === undefined ? null : <Standings before={before} after={after} />}
    </Part>
  );
}

/** What visits found, each beside what the record said. */
export function Visits({ visits }: { readonly visits: readonly Visit[] }) {
  return visits.map((visit, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: visits are only added to
    <VisitPart key={place} visit={visit} />
  ));
}

function VisitPart({ visit }: { readonly visit: Visit }) {
  const { words, language, say } = useSpeech();
  const said = words.usulan;
  const { answers, offeredOn, respondent, checkNo, photos, isMine } = visit;
  const news = answers.filter(({ isNew }) => isNew);
  const same = answers.filter(({ isNew }) => !isNew);
  return (
    <section className="sheet-section">
      <h3>{said.visit(formatDay(visit.visitedOn, language), say(visit.outcome))}</h3>
      <p className="soft">
        {respondent === undefined ? "" : `${said.respondent}: ${say(respondent)}. `}
        {offeredOn === undefined ? "" : said.offered(formatDay(offeredOn, language))}
      </p>
      {news.length === 0 ? null : <Answers rows={news} />}
      {same.length === 0 ? null : (
        <details>
          <summary>{said.showSame(same.length)}</summary>
          <Answers rows={same} />
        </details>
      )}
      {photos.length === 0 ? null : (
        <p>
          {words.files.photos}:{" "}
          {photos.map(({ fileNo, words: what }, place) => (
            <Fragment key={fileNo}>
              {place === 0 ? "" : ", "}
              <a href={`/api/v1/ground-checks/${checkNo}/photos/${fileNo}`} download>
                {say(what)}
              </a>
            </Fragment>
          ))}
        </p>
      )}
      {isMine && answers.length > 0 ? (
        <FileForm
          title={words.files.addPhoto}
          said={formatDay(visit.visitedOn, language)}
          hint={words.files.photoHint}
          list="aid-proposals"
          path={`/ground-checks/${checkNo}/photos`}
          kinds={{
            "house-front": say(PHOTO_KIND_WORDS["house-front"]),
            "house-inside": say(PHOTO_KIND_WORDS["house-inside"]),
            asset: say(PHOTO_KIND_WORDS.asset),
          }}
          takes="image/jpeg,image/png"
        />
      ) : null}
    </section>
  );
}

function Answers({ rows }: { readonly rows: Visit["answers"] }) {
  const { words, say } = useSpeech();
  const said = words.usulan;
  return (
    <Table
      caption={said.evidence}
      rows={rows}
      keyOf={({ who, label }) => `${who ?? ""} ${label.id}`}
      columns={[
        { head: said.who, cell: ({ who }) => who ?? said.wholeFamily },
        { head: said.fact, cell: ({ label }) => say(label) },
        { head: said.found, cell: ({ found }) => say(found) },
        {
          head: said.recorded,
          cell: ({ recorded }) => (recorded === undefined ? said.notRecorded : say(recorded)),
        },
        {
          head: said.beside,
          cell: ({ isNew }) => (isNew ? `≠ ${said.changed}` : `= ${said.same}`),
        },
      ]}
    />
  );
}

function DeliberationPart({ one }: { readonly one: Deliberated }) {
  const { words, language, say } = useSpeech();
  const said = words.usulan;
  const rows: (readonly [string, string])[] = [
    [said.form, say(one.form)],
    [said.decision, say(one.decision)],
    ...(one.attended === 0
      ? []
      : [[said.attended, said.votes(one.votesFor, one.votesAgainst, one.attended)] as const]),
    ...(one.dissent.length === 0 ? [] : [[said.dissent, one.dissent.map(say).join(", ")] as const]),
  ];
  return (
    <section className="sheet-section">
      <h3>{said.deliberation(formatDay(one.heldOn, language), one.minutesNumber)}</h3>
      <WorkFacts rows={rows} />
      <ul>
        <li>
          <a href={`/api/v1/deliberations/${one.number}/minutes`} download>
            {words.meetings.minutes}
          </a>
        </li>
        {one.scans.map(({ fileNo, words: what, on }) => (
          <li key={fileNo}>
            <a href={`/api/v1/deliberations/${one.number}/scans/${fileNo}`} download>
              {words.meetings.scanned(say(what), formatDay(on, language))}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Standings({
  before,
  after,
}: {
  readonly before: NonNullable<AidProposalCase["before"]>;
  readonly after: AidProposalCase["after"];
}) {
  const { words, say } = useSpeech();
  const said = words.usulan;
  const tell = ({ version, decileBasis, decile, places }: NonNullable<AidProposalCase["before"]>) =>
    [
      `${words.common.version} ${version}`,
      ...(decile === undefined
        ? []
        : [`${said.decile(decile)} (${say(DECILE_BASIS_WORDS[decileBasis])})`]),
      places.length === 0 ? said.noPlaces : places.map(say).join(", "),
    ].join(" · ");
  return (
    <section className="sheet-section">
      <h3>{said.standing}</h3>
      <WorkFacts
        rows={[
          [said.before, tell(before)],
          ...(after === undefined ? [] : [[said.after, tell(after)] as const]),
        ]}
      />
    </section>
  );
}
