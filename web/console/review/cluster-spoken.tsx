import { Link } from "@tanstack/react-router";
import type { ClusterCase } from "#contract/review-quality.ts";
import { Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useRecordNumbers } from "./record-numbers.ts";

/** What people have said of pairs among its records: each is a pair like any other, and is undone there. */
export function ClusterSpoken({ found }: { readonly found: ClusterCase }) {
  const { words, say } = useSpeech();
  const { clusters, reviewList } = words;
  const no = useRecordNumbers(found);
  if (found.spoken.length === 0) return null;
  return (
    <Part id="spoken" title={clusters.spoken} lead={clusters.spokenLead}>
      <ul className="lines">
        {found.spoken.map(({ pairId, left, right, says }) => {
          const both = clusters.spokenOf(no(left), no(right));
          return (
            <li key={pairId}>
              <strong>{both}</strong>: {say(says)}{" "}
              <Link
                to="/telaah/pasangan/$pairId"
                params={{ pairId }}
                data-row
                className="row-action"
              >
                {reviewList.look(both)}
              </Link>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
