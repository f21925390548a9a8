import type { FamilyAsOf, PastFamily } from "#contract/family-as-of.ts";
import { type DecileBasis, sayDecileBasis } from "#domain/decile-basis.ts";
import { formatCount, formatDay, formatInstant } from "#web/kit/format.ts";
import { Notice } from "#web/kit/notice.tsx";
import { Part } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { PastEvents } from "./past-events.tsx";
import { NowMark, PastFacts } from "./past-facts.tsx";
import { PastMembers } from "./past-members.tsx";

/** The answer: which version, what it said beside today, and on a day what was known and what was not. */
export function PastAnswer({ answer }: { readonly answer: FamilyAsOf }) {
  const { words, say } = useSpeech();
  const said = words.past;
  const { past } = answer;
  if (past === undefined) return null;
  return (
    <>
      <PastHead answer={answer} past={past} />
      {answer.asked.day === undefined ? null : (
        <div className="past-known">
          <Part id="known" title={said.known}>
            <PastEvents events={answer.known} />
          </Part>
          <Part id="later" title={said.later} lead={said.laterLead}>
            <PastEvents events={answer.later} />
          </Part>
        </div>
      )}
      <Standings past={past} basis={answer.version.decileBasis} />
      <Part id="members" title={said.members}>
        <PastMembers past={past} />
      </Part>
      <Part id="facts" title={said.facts}>
        <PastFacts groups={past.groups} />
      </Part>
      <Programs past={past} />
      <Part id="notes" title={said.notes}>
        <ul className="past-notes">
          {answer.notes.map(({ code, words: note }) => (
            <li key={code}>{say(note)}</li>
          ))}
        </ul>
      </Part>
    </>
  );
}

function PastHead({ answer, past }: { readonly answer: FamilyAsOf; readonly past: PastFamily }) {
  const { words, say, language } = useSpeech();
  const said = words.past;
  const { asked, version, earlierThatDay, publications } = answer;
  const { place, differences } = past;
  return (
    <div className="sheet-head">
      <p className="past-sentence">
        {asked.day === undefined
          ? said.byVersion(version.label)
          : said.onDay(formatDay(asked.day, language), version.label)}
        {" · "}
        {differences === 0
          ? said.noDifferences
          : said.differences(formatCount(differences, language))}
      </p>
      <p>
        {place.village}, {place.district}, {place.regency}, {place.province}
      </p>
      <p className="soft">
        {said.asOf(formatDay(version.asOf, language))}
        {publications.map(({ from, until, words: how }) => (
          <span key={from}>
            {" · "}
            {say(how)} {formatInstant(from, language)} –{" "}
            {until === undefined ? words.publications.now : formatInstant(until, language)}
          </span>
        ))}
      </p>
      {earlierThatDay.length === 0 ? null : <p>{said.thatDayToo(earlierThatDay.join(", "))}</p>}
      {past.how === "same" && past.others.length === 0 ? null : (
        <Notice tone="attention">
          <p>
            {say(past.howWords)} {said.number(past.familyId)}{" "}
            {past.others.length === 0 ? "" : said.others(past.others.join(", "))}
          </p>
        </Notice>
      )}
    </div>
  );
}

const TIERS = ["national", "province", "regency"] as const;

function Standings({
  past,
  basis,
}: {
  readonly past: PastFamily;
  /** Of the version that is told of. */
  readonly basis: DecileBasis;
}) {
  const { words } = useSpeech();
  const said = words.past;
  const { standing, standingNow } = past;
  return (
    <Part id="standing" title={said.standing} counted={sayDecileBasis(basis)}>
      {standing === undefined ? (
        <p>{said.notRanked}</p>
      ) : (
        <Table
          caption={said.standing}
          rows={TIERS}
          keyOf={(tier) => tier}
          columns={[
            { head: words.common.region, cell: (tier) => words.family[tier] },
            { head: said.thenHead, cell: (tier) => standing[tier], isFigure: true },
            {
              head: said.now,
              cell: (tier) => {
                const now = standingNow?.[tier];
                if (now === undefined) return "–";
                return now === standing[tier] ? now : <mark className="past-now">{now}</mark>;
              },
              isFigure: true,
            },
          ]}
        />
      )}
    </Part>
  );
}

function Programs({ past }: { readonly past: PastFamily }) {
  const { words, say } = useSpeech();
  const said = words.past;
  return (
    <Part id="programs" title={said.programs}>
      {past.programs.length === 0 ? (
        <p>{said.noPrograms}</p>
      ) : (
        <dl className="facts">
          {past.programs.map(({ program, personId, name, outcomeWords, now }) => (
            <div className="fact" key={`${program} ${personId}`}>
              <dt>
                {say(name)}
                {personId === undefined ? "" : ` · ${said.person(personId)}`}
              </dt>
              <dd>
                {say(outcomeWords)}
                <NowMark now={now} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Part>
  );
}
