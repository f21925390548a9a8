import { Link } from "@tanstack/react-router";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";

/** An address that leads nowhere, with the way back. */
export function NotFound() {
  const { words } = useSpeech();
  return (
    <main className="alone">
      <Page title={words.notFound.title}>
        <Link to="/">{words.notFound.home}</Link>
      </Page>
    </main>
  );
}
