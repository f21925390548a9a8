import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { VervalCard as Card, VervalRounds, VervalVillages } from "#contract/verval.ts";
import { VERVAL_STATE_WORDS, VERVAL_STATES, type VervalState } from "#domain/verval.ts";
import { Choice } from "#web/kit/field.tsx";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page } from "#web/kit/page.tsx";
import { Table } from "#web/kit/table.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { PagedCards } from "../fieldwork/paged-cards.tsx";
import { useAsked } from "../officer.tsx";
import { ConfirmMany } from "./confirm-many.tsx";
import { HowFar } from "./rounds-screen.tsx";
import { VervalCard } from "./verval-card.tsx";

/** One list: how far it and each village are, and its names with what may be said of each. */
export function VervalRoundScreen() {
  const { words, say, language } = useSpeech();
  const { verval } = words;
  const { roundNo } = useParams({ from: "/inside/verval/$roundNo" });
  const rounds = useAsked<VervalRounds>("/verval-rounds");
  const answer = rounds.data?.ok === true ? rounds.data.value : undefined;
  const round = answer?.items.find((one) => one.roundNo === roundNo);
  const title = round === undefined ? verval.title : `${say(round.program)}, ${round.region.name}`;
  return (
    <Page title={title} lead={verval.lead}>
      <Loaded query={rounds}>
        {({ reasons }) => (
          <>
            {round === undefined ? null : (
              <>
                <HowFar {...round} />
                <p className="soft">
                  {verval.until} {formatDay(round.dueOn, language)}
                </p>
              </>
            )}
            <Villages roundNo={roundNo} />
            <Names roundNo={roundNo} reasons={reasons} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Each village with how far it is, folded: those with most to do first. */
function Villages({ roundNo }: { readonly roundNo: string }) {
  const { words, language } = useSpeech();
  const { verval } = words;
  const query = useAsked<VervalVillages>(`/verval-rounds/${roundNo}/villages`);
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length < 2 ? null : (
          <details>
            <summary>{verval.villages}</summary>
            <Table
              caption={verval.villages}
              rows={items}
              keyOf={({ place }) => place.code}
              columns={[
                {
                  head: verval.village,
                  cell: ({ place }) => `${place.village}, ${place.district}`,
                },
                {
                  head: verval.waiting,
                  cell: ({ counts }) => formatCount(counts.waiting + counts["not-met"], language),
                },
                { head: verval.answered, cell: (row) => <HowFar {...row} /> },
              ]}
            />
          </details>
        )
      }
    </Loaded>
  );
}

type Reasons = VervalRounds["reasons"];

function Names({ roundNo, reasons }: { readonly roundNo: string; readonly reasons: Reasons }) {
  const { words, say } = useSpeech();
  const { verval } = words;
  const [state, setState] = useState<VervalState | "all">("waiting");
  const [village, setVillage] = useState("");
  const villages = useAsked<VervalVillages>(`/verval-rounds/${roundNo}/villages`);
  const places = villages.data?.ok === true ? villages.data.value.items : [];
  const list = `verval-${roundNo}`;
  const of = `${state === "all" ? "" : `&state=${state}`}${village === "" ? "" : `&village=${village}`}`;
  const path = `/verval-rounds/${roundNo}/rows?limit=20${of}`;
  return (
    <>
      <Choice
        label={verval.show}
        value={state}
        onChange={(value) => setState(VERVAL_STATES.find((one) => one === value) ?? "all")}
      >
        <option value="all">{verval.all}</option>
        {VERVAL_STATES.map((one) => (
          <option key={one} value={one}>
            {say(VERVAL_STATE_WORDS[one])}
          </option>
        ))}
      </Choice>
      {places.length < 2 ? null : (
        <Choice label={verval.village} value={village} onChange={setVillage}>
          <option value="">{verval.all}</option>
          {places.map(({ place }) => (
            <option key={place.code} value={place.code}>
              {place.village}, {place.district}
            </option>
          ))}
        </Choice>
      )}
      <PagedCards<Card>
        list={list}
        path={path}
        empty={verval.none}
        keyOf={({ familyId }) => familyId}
        above={({ items }) => <ConfirmMany roundNo={roundNo} list={list} items={items} />}
      >
        {(card) => <VervalCard card={card} roundNo={roundNo} list={list} reasons={reasons} />}
      </PagedCards>
    </>
  );
}
