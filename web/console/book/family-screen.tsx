import { Link, useParams } from "@tanstack/react-router";
import type { BookFamily } from "#contract/book.ts";
import { formatCount, formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { BookParts } from "./book-card.tsx";
import { CheckForm } from "./check-form.tsx";
import { useAskedBook } from "./use-book.ts";
import { FirstLetter, WarningBook } from "./warning-part.tsx";

/** One family of the book: its card, checks, warnings and sessions. */
export function BookFamilyScreen() {
  const { familyId } = useParams({ from: "/inside/buku/$familyId" });
  const query = useAskedBook<BookFamily>(`/book/families/${familyId}`);
  return <Loaded query={query}>{(family) => <Sheet family={family} />}</Loaded>;
}

function Sheet({ family }: { readonly family: BookFamily }) {
  const { words } = useSpeech();
  const said = words.book;
  const { headName, place, sheetId, warnings, mayWarn } = family;
  return (
    <Page
      title={headName}
      lead={`${place.village}, ${place.district}`}
      actions={
        <Link to="/keluarga/$familyId" params={{ familyId: sheetId }} className="button">
          {said.sheet}
        </Link>
      }
    >
      <div className="columns">
        <div>
          <Part id="members" title={said.now}>
            <BookParts card={family} phase={family.phase} />
          </Part>
          <Part id="warnings" title={said.warnings} lead={said.warningsLead}>
            {warnings.length === 0 && mayWarn.length === 0 ? <p>{said.noWarnings}</p> : null}
            {mayWarn.map((one) => (
              <FirstLetter
                key={`${one.personId} ${one.commitment}`}
                familyId={family.familyId}
                about={one}
              />
            ))}
            {warnings.map((warning) => (
              <WarningBook key={warning.warningNo} warning={warning} />
            ))}
          </Part>
        </div>
        <div>
          <Part id="checks" title={said.checks} lead={said.checksLead}>
            {family.mayKeep ? <CheckForm key={family.checks.length} family={family} /> : null}
            <Checks family={family} />
          </Part>
          <Part id="sessions" title={said.attendance} lead={said.attendanceLead}>
            <Attendance family={family} />
          </Part>
        </div>
      </div>
      <p>
        <Link to="/buku" className="row-action">
          {said.back}
        </Link>
      </p>
    </Page>
  );
}

function Checks({ family }: { readonly family: BookFamily }) {
  const { words, language, say } = useSpeech();
  const said = words.book;
  if (family.checks.length === 0) return <p>{said.noChecks}</p>;
  return (
    <ul className="book-lines">
      {family.checks.map((check, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the book is only added to
        <li key={place}>
          <span className="soft">
            {formatDay(check.on, language)} · {said.phase(check.phase)}
          </span>
          <span>
            <strong>{check.name}</strong>: {say(check.commitment)} {say(check.result)} (
            {said.of(formatCount(check.done, language), formatCount(check.due, language))})
          </span>
          <span className="soft">
            {say(check.source)}
            {check.excuse === undefined ? "" : ` · ${say(check.excuse)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Attendance({ family }: { readonly family: BookFamily }) {
  const { words, language, say } = useSpeech();
  const said = words.book;
  if (family.attendance.length === 0) return <p>{said.noSessions}</p>;
  return (
    <ul className="book-lines">
      {family.attendance.map(({ on, module, mark, reason }) => (
        <li key={`${on} ${module.id}`}>
          <span className="soft">{formatDay(on, language)}</span>
          <span>
            {say(module)}: {mark === undefined ? said.notTicked : say(mark)}
            {reason === undefined ? "" : ` (${say(reason)})`}
          </span>
        </li>
      ))}
    </ul>
  );
}
