import type { Home } from "#contract/home.ts";
import { Choice } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked, useSitting } from "./officer.tsx";

/** The officer's region (the empty value), or one of its parts by its code. */
export function RegionChoice(chosen: {
  readonly value: string;
  readonly onChange: (code: string) => void;
}) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const home = useAsked<Home>("/home");
  const parts = home.data?.ok ? home.data.value.parts : [];
  return (
    <Choice label={words.common.region} {...chosen}>
      <option value="">{officer.region.name}</option>
      {parts.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </Choice>
  );
}

/** The chosen part of the officer's region as more of a question to the API; all of it needs no word. */
export const inRegion = (code: string): string => (code === "" ? "" : `&region=${code}`);
