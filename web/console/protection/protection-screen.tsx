import { Link } from "@tanstack/react-router";
import type { SuppressionCard as Card } from "#contract/suppressions.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { PagedCards } from "../fieldwork/paged-cards.tsx";
import { SuppressionCard } from "./suppression-card.tsx";

/** Who is hidden for safety in the officer's region; the first to be looked at again first. */
export function Protection() {
  const { words } = useSpeech();
  return (
    <Page title={words.protection.title} lead={words.protection.lead}>
      <p>
        <Link to="/cari" className="button">
          {words.protection.find}
        </Link>
      </p>
      <PagedCards<Card>
        list="suppressions"
        path="/suppressions?limit=10"
        empty={words.protection.empty}
        keyOf={({ suppressionId }) => suppressionId}
      >
        {(card) => <SuppressionCard card={card} />}
      </PagedCards>
    </Page>
  );
}
