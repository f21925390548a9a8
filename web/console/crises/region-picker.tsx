import { type ReactNode, useState } from "react";
import type { RegionParts } from "#contract/reference.ts";
import type { Region } from "#contract/region.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import { choose, MOST_REGIONS, unchoose } from "./chosen-regions.ts";

/** Regions of an act: the officer's own, or parts of it, found by name tier by tier. Sent as codes with commas between. */
export function RegionPicker() {
  const { crisis } = useSpeech().words;
  const { region: own } = useSitting().officer;
  const [chosen, setChosen] = useState<readonly Region[]>(own.tier === "country" ? [] : [own]);
  return (
    <fieldset className="region-picker">
      <legend>{crisis.regions}</legend>
      {chosen.length === 0 ? <p className="soft">{crisis.noRegion}</p> : null}
      <ul className="region-chosen">
        {chosen.map((one) => (
          <li key={one.code}>
            <span>
              {crisis.tiers[one.tier]} {one.name}
            </span>
            <button
              type="button"
              className="plain"
              aria-label={crisis.leaveOut(one.name)}
              onClick={() => setChosen(unchoose(chosen, one))}
            >
              {crisis.leave}
            </button>
          </li>
        ))}
      </ul>
      <details open={own.tier === "country"}>
        <summary>{crisis.otherRegions}</summary>
        <Parts own={own} chosen={chosen} onChoose={setChosen} />
      </details>
      <input type="hidden" name="regions" value={chosen.map(({ code }) => code).join(",")} />
    </fieldset>
  );
}

/** Where one stands, with the ways back up, and the regions directly inside. */
function Parts(given: {
  readonly own: Region;
  readonly chosen: readonly Region[];
  readonly onChoose: (chosen: readonly Region[]) => void;
}) {
  const { crisis } = useSpeech().words;
  const { own, chosen, onChoose } = given;
  const [path, setPath] = useState<readonly Region[]>([own]);
  const here = path.at(-1) ?? own;
  const parts = useAsked<RegionParts>(`/regions/${here.code}`);
  const ticks = { chosen, onChoose };
  return (
    <>
      <p className="region-path">
        {path.slice(0, -1).map((one, depth) => (
          <button
            key={one.code}
            type="button"
            className="plain"
            onClick={() => setPath(path.slice(0, depth + 1))}
          >
            {one.name}
          </button>
        ))}
        <strong>{here.name}</strong>
      </p>
      <Loaded query={parts}>
        {({ parts: items }) => (
          <ul className="region-parts">
            {here.tier === "country" ? null : (
              <Tick one={here} label={crisis.whole(here.name)} {...ticks} />
            )}
            {items.map((one) => (
              <Tick key={one.code} one={one} label={one.name} {...ticks}>
                {one.tier === "village" ? null : (
                  <button
                    type="button"
                    className="plain"
                    aria-label={crisis.insideOf(one.name)}
                    onClick={() => setPath([...path, one])}
                  >
                    {crisis.inside}
                  </button>
                )}
              </Tick>
            ))}
          </ul>
        )}
      </Loaded>
    </>
  );
}

function Tick(given: {
  readonly one: Region;
  readonly label: string;
  readonly chosen: readonly Region[];
  readonly onChoose: (chosen: readonly Region[]) => void;
  readonly children?: ReactNode;
}) {
  const { one, label, chosen, onChoose, children } = given;
  const isChosen = chosen.some(({ code }) => code === one.code);
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={isChosen}
          disabled={!isChosen && chosen.length >= MOST_REGIONS}
          onChange={() => onChoose((isChosen ? unchoose : choose)(chosen, one))}
        />
        <span>{label}</span>
      </label>
      {children}
    </li>
  );
}
