import { useState } from "react";
import type { WhatIfAnswer } from "#contract/what-if.ts";
import { formatShare } from "#web/kit/format.ts";
import { type Bounds, MeasureMap } from "#web/kit/measure-map.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Segments } from "../fieldwork/form-parts.tsx";

type Area = WhatIfAnswer["parts"][number];
type Measure = "recipients" | "cost" | "coverage";

/** Change over what is now; unknown where either is withheld or nothing is there. */
const change = (now: number | null, next: number | null): number | undefined =>
  now === null || next === null || now === 0 ? undefined : next / now - 1;

const READ: Readonly<Record<Measure, (area: Area) => number | undefined>> = {
  recipients: ({ baselineFamilies, reformFamilies }) => change(baselineFamilies, reformFamilies),
  cost: ({ baselineRupiahAYear, rupiahAYear }) => change(baselineRupiahAYear, rupiahAYear),
  coverage: ({ coverage }) => coverage ?? undefined,
};

/** Lower bounds of the shades, in percent: darker is more. */
const SHADES: Readonly<Record<Measure, readonly number[]>> = {
  recipients: [-100, -25, -5, 5, 25],
  cost: [-100, -25, -5, 5, 25],
  coverage: [0, 10, 20, 40, 60],
};

/** What the scenario does in each province, or in each regency of one. */
export function WhatIfMap({ answer }: { readonly answer: WhatIfAnswer }) {
  const { words, language } = useSpeech();
  const said = words.whatIf;
  const [measure, setMeasure] = useState<Measure>("recipients");
  const isCoverage = measure === "coverage";
  const say = (share: number) =>
    `${!isCoverage && Math.round(share * 100) > 0 ? "+" : ""}${formatShare(share, language)}`;
  const bounds: Bounds = SHADES[measure].map((percent) => ({
    from: isCoverage || percent > -100 ? percent / 100 : Number.NEGATIVE_INFINITY,
    said: !isCoverage && percent === -100 ? `< ${say(-0.25)}` : `≥ ${say(percent / 100)}`,
  }));
  const title = said.mapOf(said.mapMeasures[measure], answer.region.name);
  return (
    <>
      <Segments
        legend={said.mapMeasure}
        name="what-if-map"
        choices={said.mapMeasures}
        chosen={measure}
        onChoose={setMeasure}
      />
      <MeasureMap
        title={title}
        isNation={answer.region.tier === "country"}
        bounds={bounds}
        tiles={answer.parts.map((area) => {
          const value = READ[measure](area);
          const { code, name } = area.region;
          return { code, name, value, said: value === undefined ? "–" : say(value) };
        })}
        onChoose={undefined}
      />
      <p className="soft">{`${said.mapSays} ${said.noChangeBase}`}</p>
    </>
  );
}
