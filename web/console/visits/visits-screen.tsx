import { useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";
import { VillagePicker } from "./village-picker.tsx";
import { VillagePlan } from "./village-plan.tsx";

/** Visits to families that no welfare source ever spoke of: choose a village, then walk its doors. */
export function VisitsScreen() {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const { wilayah } = useSearch({ from: "/inside/kunjungan" });
  const own = officer.region.tier === "village" ? officer.region.code : undefined;
  const village = wilayah ?? own;
  const print = useCallback(() => window.print(), []);
  if (village === undefined) {
    return (
      <Page title={words.visits.title} lead={words.visits.lead}>
        <VillagePicker />
      </Page>
    );
  }
  return (
    <Page
      key={village}
      title={words.visits.title}
      lead={words.visits.lead}
      actions={
        <button type="button" className="button" onClick={print}>
          {words.visits.print}
        </button>
      }
    >
      <VillagePlan village={village} />
    </Page>
  );
}
