import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ask } from "#web/kit/ask.ts";
import { formatInstant } from "#web/kit/format.ts";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "./officer.tsx";

/** Mark, officer, purpose, language, way out. */
export function Banner({ onHelp }: { readonly onHelp: () => void }) {
  const { words, language } = useSpeech();
  const { officer } = useSitting();
  return (
    <header className="banner">
      <Link to="/" className="mark">
        <Mark />
        <span>
          <strong>{words.app.name}</strong>
          <span className="mark-face">{words.app.face}</span>
        </span>
      </Link>
      <div className="banner-officer">
        <Link
          to="/akun-saya"
          className="banner-who"
          title={words.session.until(formatInstant(officer.expiresAt, language))}
        >
          <strong>{officer.fullName}</strong>
          <span className="banner-role">
            {officer.roleWords[language]} · {officer.region.name}
          </span>
          <span className="unseen">{words.ownAccount.title}</span>
        </Link>
        {officer.purposes.length > 0 ? <PurposeChoice /> : null}
      </div>
      <div className="banner-acts">
        <button type="button" className="plain" onClick={onHelp} aria-label={words.shortcuts.title}>
          ?
        </button>
        <LanguageSwitch />
        <SignOut />
      </div>
    </header>
  );
}

function PurposeChoice() {
  const { words, say } = useSpeech();
  const { officer, purpose, setPurpose } = useSitting();
  return (
    <label className="purpose">
      <span>{words.purpose.label}</span>
      <select
        value={purpose}
        title={words.purpose.hint}
        onChange={(event) => setPurpose(event.target.value)}
      >
        {officer.purposes.map(({ code, words: named }) => (
          <option key={code} value={code}>
            {say(named)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Names the other language in that language. */
export function LanguageSwitch() {
  const { words, language, setLanguage } = useSpeech();
  const other = language === "id" ? "en" : "id";
  return (
    <button type="button" className="plain" lang={other} onClick={() => setLanguage(other)}>
      {words.language.other}
    </button>
  );
}

function SignOut() {
  const { words } = useSpeech();
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = async () => {
    await ask("/session", { method: "DELETE" });
    client.clear();
    sessionStorage.clear();
    await navigate({ to: "/masuk" });
  };
  return (
    <button type="button" className="plain" onClick={() => void leave()}>
      {words.session.out}
    </button>
  );
}

/** The kawung mark of the house: four leaves and a seed. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <rect width="32" height="32" rx="7" className="mark-ground" />
      <path d={KAWUNG} className="mark-leaves" />
    </svg>
  );
}

const KAWUNG =
  "M16 15C11 15 6 11 5 5c6 1 11 6 11 10Zm0 0c0-4 5-9 11-10-1 6-6 10-11 10Zm0 2c0 4-5 9-11 10 1-6 6-10 11-10Zm0 0c5 0 10 4 11 10-6-1-11-6-11-10Z";
