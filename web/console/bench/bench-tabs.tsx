import { Link } from "@tanstack/react-router";
import { useSpeech } from "#web/kit/words/language.tsx";

/** The screens of the statistician's bench. */
export function BenchTabs() {
  const { words } = useSpeech();
  return (
    <nav className="tabs no-print" aria-label={words.bench.title}>
      <ul>
        <li>
          <Link to="/statistik" activeOptions={{ exact: true }}>
            {words.bench.models}
          </Link>
        </li>
        <li>
          <Link to="/statistik/peta">{words.bench.maps}</Link>
        </li>
        <li>
          <Link to="/statistik/evaluasi">{words.evaluation.tab}</Link>
        </li>
        <li>
          <Link to="/daerah">{words.areas.own}</Link>
        </li>
      </ul>
    </nav>
  );
}
