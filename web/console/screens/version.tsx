import { Link, useParams } from "@tanstack/react-router";
import type { Figure, VersionDetail } from "#contract/versions.ts";
import {
  DECILE_BASIS_WORDS,
  type DecileBasis,
  sayDecileBasis,
  sayQuotaBasis,
} from "#domain/decile-basis.ts";
import { DecileColumns } from "#web/kit/decile-columns.tsx";
import { DECILES } from "#web/kit/deciles.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { PairBars } from "#web/kit/pair-bars.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { VersionDecrees } from "../moves/version-decrees.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import { VersionPublications } from "../past/version-publications.tsx";
import {
  decileCounts,
  errorRates,
  matchingRates,
  programPairs,
  restOf,
  singleFigure,
  sourcePairs,
} from "../version-figures.ts";
import { VersionTies } from "./version-ties.tsx";

/** One version: what made it, and the figures that were counted when it was. */
export function Version() {
  const { words } = useSpeech();
  const { versionNo } = useParams({ from: "/inside/versi/$versionNo" });
  const version = useAsked<VersionDetail>(`/versions/${versionNo}`);
  const label = version.data?.ok ? version.data.value.label : "…";
  return (
    <Page key={label} title={`${words.common.version} ${label}`}>
      <Loaded query={version}>{(answer) => <VersionParts version={answer} />}</Loaded>
    </Page>
  );
}

function VersionParts({ version }: { readonly version: VersionDetail }) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const { figures } = version;
  return (
    <>
      <Made version={version} />
      <VersionPublications publications={version.publications} />
      <Further versionNo={String(version.versionNo)} />
      {officer.may.readFigures ? <VersionDecrees versionNo={version.versionNo} /> : null}
      {figures.length === 0 ? <p>{words.versions.noFigures}</p> : null}
      <Totals figures={figures} />
      <div className="flow">
        <Deciles figures={figures} basis={version.decileBasis} />
        <Quota figures={figures} basis={version.decileBasis} />
        <Errors figures={figures} />
        <Matching figures={figures} />
        <Sources figures={figures} />
      </div>
      <VersionTies figures={figures} basis={version.decileBasis} />
      <Others figures={restOf(figures)} />
    </>
  );
}

/** Screens of their own about the same version; figures are for those who read figures. */
function Further(params: { readonly versionNo: string }) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  return (
    <p className="acts">
      <Link to="/versi/$versionNo/model" params={params} className="button">
        {words.model.open}
      </Link>
      {officer.may.readFigures ? (
        <>
          <Link to="/versi/$versionNo/pergeseran" params={params} className="button">
            {words.moves.open}
          </Link>
          <Link to="/versi/$versionNo/gerbang" params={params} className="button">
            {words.gates.open}
          </Link>
          <Link to="/versi/$versionNo/penghapusan" params={params} className="button">
            {words.removals.open}
          </Link>
        </>
      ) : null}
    </p>
  );
}

function Totals({ figures }: { readonly figures: readonly Figure[] }) {
  const { words, language } = useSpeech();
  const families = singleFigure(figures, "families");
  const persons = singleFigure(figures, "persons");
  if (families === undefined || persons === undefined) return null;
  return (
    <p className="big-figure">
      <strong>{formatCount(families, language)}</strong> {words.common.families}
      {" · "}
      <strong>{formatCount(persons, language)}</strong> {words.common.persons}
    </p>
  );
}

function Matching({ figures }: { readonly figures: readonly Figure[] }) {
  const { words } = useSpeech();
  const rates = matchingRates(figures);
  if (rates.length === 0) return null;
  return (
    <Part id="matching" title={words.versions.matching}>
      <PairBars
        sentence={words.versions.matchingLead}
        rows={rates}
        first={words.versions.precision}
        second={words.versions.recall}
        isShare
      />
    </Part>
  );
}

function Made({ version }: { readonly version: VersionDetail }) {
  const { words, language, say } = useSpeech();
  const { states, basis, state, manifest, content, drawKey } = words.versions;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [state, states[version.state]],
    [words.common.asOf("").trim(), formatDay(version.asOf, language)],
    [basis, say(DECILE_BASIS_WORDS[version.decileBasis])],
    [manifest, version.manifestSha256],
    [content, version.contentHash],
    [drawKey, version.drawKey],
  ];
  return (
    <Part id="made" title={words.versions.label}>
      <dl className="facts">
        {rows.map(([label, value]) =>
          value === undefined ? null : (
            <div className="fact" key={label}>
              <dt>{label}</dt>
              <dd className={value.length > 40 ? "digest" : undefined}>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </Part>
  );
}

function Deciles({ figures, basis }: Based) {
  const { words } = useSpeech();
  const families = decileCounts(figures, "families");
  const persons = decileCounts(figures, "persons");
  if (families.length === 0 && persons.length === 0) return null;
  const { perDecile } = words.versions;
  return (
    <Part id="deciles" title={perDecile}>
      {families.length === DECILES.length ? (
        <DecileColumns
          counts={families}
          unit={words.common.families}
          sentence={`${perDecile}: ${words.common.families}.`}
          basis={basis}
        />
      ) : null}
      {persons.length === DECILES.length ? (
        <DecileColumns
          counts={persons}
          unit={words.common.persons}
          sentence={`${perDecile}: ${words.common.persons}.`}
          basis={basis}
        />
      ) : null}
    </Part>
  );
}

/** Figures with what their deciles are equal in. */
type Based = { readonly figures: readonly Figure[]; readonly basis: DecileBasis };

function Quota({ figures, basis }: Based) {
  const { words } = useSpeech();
  const pairs = programPairs(figures);
  if (pairs.length === 0) return null;
  return (
    <Part id="quota" title={words.versions.quota} counted={sayDecileBasis(basis)}>
      <PairBars
        sentence={words.versions.quota}
        rows={pairs}
        first={words.versions.recipients}
        second={words.versions.quotaWord}
      />
    </Part>
  );
}

function Errors({ figures }: { readonly figures: readonly Figure[] }) {
  const { words, language } = useSpeech();
  const rates = errorRates(figures);
  const spearman = singleFigure(figures, "spearman-milli");
  if (rates.length === 0) return null;
  return (
    <Part
      id="errors"
      title={words.versions.error}
      counted={sayQuotaBasis()}
      lead={
        spearman === undefined
          ? undefined
          : words.versions.spearman(formatCount(spearman / 1000, language))
      }
    >
      <PairBars
        sentence={words.versions.errorLead}
        rows={rates.map((rate) => ({ ...rate, label: words.versions.lowest(rate.label) }))}
        first={words.versions.exclusion}
        second={words.versions.inclusion}
        isShare
      />
    </Part>
  );
}

function Sources({ figures }: { readonly figures: readonly Figure[] }) {
  const { words } = useSpeech();
  const pairs = sourcePairs(figures);
  if (pairs.length === 0) return null;
  return (
    <Part id="sources" title={words.versions.sources}>
      <PairBars
        sentence={words.versions.sources}
        rows={pairs}
        first={words.versions.received}
        second={words.versions.refused}
      />
    </Part>
  );
}

function Others({ figures }: { readonly figures: readonly Figure[] }) {
  const { words, language } = useSpeech();
  if (figures.length === 0) return null;
  const about = ({ dims }: Figure) => Object.values(dims).join(", ");
  return (
    <Part id="others" title={words.versions.other}>
      <Table
        caption={words.versions.other}
        rows={figures}
        keyOf={(row) => `${row.figure} ${row.area} ${about(row)}`}
        columns={[
          { head: words.versions.figure, cell: ({ figure }) => figure },
          { head: words.common.region, cell: ({ area }) => area },
          { head: words.versions.about, cell: about },
          {
            head: words.versions.value,
            cell: ({ value, unit }) => `${formatCount(value, language)} ${unit}`,
            isFigure: true,
          },
        ]}
      />
    </Part>
  );
}
