import { useState } from "react";
import type { UnidentifiedRow } from "#contract/unidentified.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";
import { Segments } from "./form-parts.tsx";
import { PagedCards } from "./paged-cards.tsx";
import { RegisterForm } from "./register-form.tsx";
import { UnidentifiedCard } from "./unidentified-card.tsx";

/** People without NIK or KK of the officer's region, whose clock ends first; registered and followed here. */
export function Unidentified() {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const [state, setState] = useState<"open" | "ended">("open");
  const { open, ended, show, empty, emptyEnded } = words.unidentified;
  return (
    <Page title={words.unidentified.title} lead={words.unidentified.lead}>
      {officer.may.recordUnidentified ? <RegisterForm /> : null}
      <Segments
        legend={show}
        name="state"
        choices={{ open, ended }}
        chosen={state}
        onChoose={setState}
      />
      <PagedCards<UnidentifiedRow>
        list="unidentified"
        path={`/unidentified-persons?state=${state}`}
        empty={state === "open" ? empty : emptyEnded}
        keyOf={({ unidentifiedId }) => unidentifiedId}
      >
        {(person) => <UnidentifiedCard person={person} />}
      </PagedCards>
    </Page>
  );
}
