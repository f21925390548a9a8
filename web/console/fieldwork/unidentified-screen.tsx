import type { UnidentifiedRow } from "#contract/unidentified.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";
import { StatedCards } from "./paged-cards.tsx";
import { RegisterForm } from "./register-form.tsx";
import { UnidentifiedCard } from "./unidentified-card.tsx";

/** People without NIK or KK of the officer's region, whose clock ends first; registered and followed here. */
export function Unidentified() {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const { open, ended, show, empty } = words.unidentified;
  return (
    <Page title={words.unidentified.title} lead={words.unidentified.lead}>
      {officer.may.recordUnidentified ? <RegisterForm /> : null}
      <StatedCards<"open" | "ended", UnidentifiedRow>
        legend={show}
        states={{ open, ended }}
        first="open"
        list="unidentified"
        pathOf={(state) => `/unidentified-persons?state=${state}`}
        empty={empty}
        keyOf={({ unidentifiedId }) => unidentifiedId}
      >
        {(person) => <UnidentifiedCard person={person} />}
      </StatedCards>
    </Page>
  );
}
