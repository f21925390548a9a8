import { ROLES } from "#domain/role.ts";
import { basesOf, VAULT_BASES } from "#domain/vault.ts";
import { Choice } from "#web/kit/field.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useSitting } from "../officer.tsx";

/** The laws that this officer's role may name; reading out to the person beside is for reading alone. */
export function BasisChoice({
  use,
  ...choice
}: {
  readonly use: "hide" | "read";
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { words, say } = useSpeech();
  const { officer } = useSitting();
  const role = ROLES.find((known) => known === officer.role);
  const held = role === undefined ? [] : basesOf(role);
  const bases = use === "read" ? held : held.filter((basis) => basis !== "own-data-assisted");
  return (
    <Choice label={words.protection.basis} {...choice}>
      <option value="">{words.protection.chooseOne}</option>
      {bases.map((basis) => (
        <option key={basis} value={basis}>
          {say(VAULT_BASES[basis].words)} ({VAULT_BASES[basis].law})
        </option>
      ))}
    </Choice>
  );
}
