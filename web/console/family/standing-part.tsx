import type { Standing } from "#contract/family-sheet.ts";
import { type DecileBasis, sayDecileBasis } from "#domain/decile-basis.ts";
import { Notice } from "#web/kit/notice.tsx";
import { StandingStrip } from "#web/kit/standing-strip.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** The group in the nation, province and regency, drawn and said. */
export function StandingPart({
  standing,
  basis,
}: {
  readonly standing: Standing | undefined;
  readonly basis: DecileBasis;
}) {
  const { words, say } = useSpeech();
  const { family, common } = words;
  if (standing === undefined) return <Notice tone="attention">{family.notRanked}</Notice>;
  return (
    <>
      <p className="standing-sentence">{common.decileOf(standing.national)}</p>
      <StandingStrip
        label={family.national}
        decile={standing.national}
        percentile={standing.percentile}
        sentence={common.decileOf(standing.national)}
      />
      <StandingStrip
        label={family.province}
        decile={standing.province}
        sentence={common.decileOf(standing.province)}
      />
      <StandingStrip
        label={family.regency}
        decile={standing.regency}
        sentence={common.decileOf(standing.regency)}
      />
      {standing.band === undefined ? null : (
        <Notice tone="attention">
          {family.nearBorder} {family.placeBand(standing.band)}
        </Notice>
      )}
      <p className="soft">
        {say(sayDecileBasis(basis))}. {family.notJudgement}
      </p>
    </>
  );
}
