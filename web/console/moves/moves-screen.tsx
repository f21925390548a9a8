import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { MoveFigures, VersionMoves } from "#contract/version-moves.ts";
import { type DecileBasis, sayDecileBasis, sayDiffering } from "#domain/decile-basis.ts";
import { Choice } from "#web/kit/field.tsx";
import { formatCount } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Notice } from "#web/kit/notice.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";
import { Count } from "./count.tsx";
import { MoveCauses } from "./move-causes.tsx";
import { MoveDrift } from "./move-drift.tsx";
import { MoveParts } from "./move-parts.tsx";
import { MoveReasons } from "./move-reasons.tsx";
import { TransitionHeat } from "./transition-heat.tsx";

/** What moved between a version and the one before it: nation, province or regency, and why. */
export function MovesScreen() {
  const { words } = useSpeech();
  const { versionNo } = useParams({ from: "/inside/versi/$versionNo/pergeseran" });
  const [area, setArea] = useState("ID");
  // What stood there stays until the next region's has come: nobody loses their place in the page.
  const [kept, keep] = useState<VersionMoves>();
  const moves = useAsked<VersionMoves>(`/versions/${versionNo}/moves?area=${area}`);
  const said = words.moves;
  if (moves.data?.ok === false && moves.data.problem.status === 404) {
    return (
      <Page title={said.title("…")}>
        <p>{said.none}</p>
      </Page>
    );
  }
  const found = moves.data?.ok ? moves.data.value : undefined;
  if (found !== undefined && found !== kept) keep(found);
  const shown = found ?? kept;
  return (
    <Page
      title={said.title(shown?.version.label ?? "…")}
      lead={said.lead(shown?.before.label ?? "…", shown?.version.label ?? "…")}
    >
      {shown === undefined || moves.data?.ok === false ? (
        <Loaded query={moves}>{() => null}</Loaded>
      ) : (
        <Moves moves={shown} area={area} onArea={setArea} />
      )}
    </Page>
  );
}

type Given = {
  readonly moves: VersionMoves;
  readonly area: string;
  readonly onArea: (code: string) => void;
};

function Moves({ moves: { version, figures, refused }, area, onArea }: Given) {
  const { words, say, language } = useSpeech();
  const said = words.moves;
  if (figures === undefined) {
    return (
      <Notice tone="attention" title={said.refused}>
        <p>{refused === undefined ? said.none : say(refused.words)}</p>
      </Notice>
    );
  }
  const counted = sayDecileBasis(version.decileBasis);
  return (
    <>
      <Part id="choice" title={said.choose}>
        <div className="question">
          <Choice label={said.area} value={area} onChange={onArea}>
            {figures.areas.map(({ code, name, tier }) => (
              <option key={code} value={code}>
                {tier === "country" ? said.nation : tier === "regency" ? `– ${name}` : name}
              </option>
            ))}
          </Choice>
        </div>
        <Totals figures={figures} />
        <Differing figures={figures} basis={version.decileBasis} />
        <p className="soft">{said.withheldNote(formatCount(figures.smallest, language))}</p>
      </Part>
      <MoveCauses figures={figures} counted={counted} />
      <MoveParts figures={figures} counted={counted} />
      <TransitionHeat rows={figures.transition} counted={counted} />
      <MoveReasons reasons={figures.reasons} />
      <MoveDrift drift={figures.drift} />
    </>
  );
}

/** What the basis that both do not have would change, where it was counted. */
function Differing({
  figures: { differing },
  basis,
}: {
  readonly figures: MoveFigures;
  readonly basis: DecileBasis;
}) {
  const { words, say, language } = useSpeech();
  const { before, after } = differing ?? {};
  if (after === undefined) return null;
  return (
    <p>
      {say(sayDecileBasis(basis))}. {say(sayDiffering(basis, formatCount(after, language)))}{" "}
      {before === undefined ? null : words.moves.differedBefore(formatCount(before, language))}
    </p>
  );
}

function Totals({ figures: { families } }: { readonly figures: MoveFigures }) {
  const { words } = useSpeech();
  const said = words.moves;
  const rows = [
    [said.before, families.before],
    [said.after, families.after],
    [said.movedAll, families.moved],
  ] as const;
  return (
    <dl className="facts">
      {rows.map(([label, count]) => (
        <div className="fact" key={label}>
          <dt>
            {label} ({said.nation})
          </dt>
          <dd>
            <Count count={count} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
