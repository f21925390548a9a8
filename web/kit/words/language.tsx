import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { Words } from "#contract/words.ts";
import type { Dictionary, Language } from "./dictionary.ts";
import { EN } from "./en.ts";
import { ID } from "./id.ts";

/** What a screen needs to speak: its words, and how to choose among the server's two. */
export type Speech = {
  readonly language: Language;
  readonly words: Dictionary;
  readonly setLanguage: (language: Language) => void;
  readonly say: (words: Words) => string;
};

const KEPT_AS = "dtsen-language";
const Current = createContext<Speech | undefined>(undefined);

function keptLanguage(): Language {
  return localStorage.getItem(KEPT_AS) === "en" ? "en" : "id";
}

/** Gives the screens below their language and tells the browser which one it is. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(keptLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
    localStorage.setItem(KEPT_AS, language);
  }, [language]);
  const speech = useMemo<Speech>(
    () => ({
      language,
      words: language === "id" ? ID : EN,
      setLanguage,
      say: (words) => words[language],
    }),
    [language],
  );
  return <Current.Provider value={speech}>{children}</Current.Provider>;
}

/** The words of the language chosen by the officer. */
export function useSpeech(): Speech {
  const speech = useContext(Current);
  if (speech === undefined) throw new Error("useSpeech stands outside LanguageProvider");
  return speech;
}
