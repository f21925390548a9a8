import { Link } from "@tanstack/react-router";
import { useSpeech } from "#web/kit/words/language.tsx";

const TABS = [
  ["/telaah", "pairs"],
  ["/telaah/keputusan", "decided"],
  ["/telaah/menunggu", "waiting"],
  ["/telaah/gugus", "clusters"],
  ["/telaah/mutu", "quality"],
] as const;

/** The parts of review, side by side above each of them. */
export function ReviewTabs() {
  const { review } = useSpeech().words;
  return (
    <nav className="tabs" aria-label={review.parts}>
      <ul>
        {TABS.map(([to, tab]) => (
          <li key={to}>
            <Link to={to} activeOptions={{ exact: true }}>
              {review.tabs[tab]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
