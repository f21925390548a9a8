import { Link } from "@tanstack/react-router";
import type { VersionList, VersionSummary } from "#contract/versions.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import { formatDay } from "#web/kit/format.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked } from "../officer.tsx";

/** Every version of the register, the newest first. */
export function Versions() {
  const { words } = useSpeech();
  const versions = useAsked<VersionList>("/versions");
  return (
    <Page title={words.versions.title} lead={words.versions.lead}>
      <Loaded query={versions}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{words.common.none}</p>
          ) : (
            <ol className="rows card">
              {items.map((version) => (
                <li key={version.versionNo}>
                  <VersionRow version={version} />
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Page>
  );
}

function VersionRow({ version }: { readonly version: VersionSummary }) {
  const { words, language, say } = useSpeech();
  const { states, current } = words.versions;
  return (
    <Link
      to="/versi/$versionNo"
      params={{ versionNo: String(version.versionNo) }}
      className="row-link"
      data-row
    >
      <span className="row-words">
        <strong>
          {words.common.version} {version.label}{" "}
          {version.isCurrent ? <span className="tag tag-recipient">{current}</span> : null}
        </strong>
        <span className="soft">
          {states[version.state]} · {words.common.asOf(formatDay(version.asOf, language))} ·{" "}
          {say(sayDecileBasis(version.decileBasis))}
        </span>
      </span>
    </Link>
  );
}
