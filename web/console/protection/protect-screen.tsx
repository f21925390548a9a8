import { Link, useParams } from "@tanstack/react-router";
import type { FamilySheet } from "#contract/family-sheet.ts";
import { Loaded } from "#web/kit/loaded.tsx";
import { Page, Part } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { useAsked, useSitting } from "../officer.tsx";
import { HideForm } from "./hide-form.tsx";
import { VaultPart } from "./vault-part.tsx";

/** One family seen by those who protect: hide somebody of it, open or record vault data. */
export function ProtectFamily() {
  const { words } = useSpeech();
  const { familyId } = useParams({ from: "/inside/perlindungan/$familyId" });
  const sheet = useAsked<FamilySheet>(`/families/${familyId}`);
  const name = sheet.data?.ok ? sheet.data.value.headName : "…";
  return (
    <Page key={name} title={words.protection.family(name)}>
      <Loaded query={sheet}>{(answer) => <Parts sheet={answer} />}</Loaded>
    </Page>
  );
}

function Parts({ sheet }: { readonly sheet: FamilySheet }) {
  const { words } = useSpeech();
  const { officer } = useSitting();
  const { familyId, place } = sheet;
  return (
    <>
      <p>
        {place.village}, {place.district} ·{" "}
        <Link to="/keluarga/$familyId" params={{ familyId }}>
          {words.checks.family(sheet.headName)}
        </Link>
      </p>
      {officer.may.orderSuppressions ? (
        <Part id="hide" title={words.protection.hide} lead={words.protection.hideLead}>
          <HideForm sheet={sheet} />
        </Part>
      ) : null}
      {officer.may.readVault ? (
        <Part id="vault" title={words.protection.vault} lead={words.protection.vaultLead}>
          <VaultPart members={sheet.members} />
        </Part>
      ) : null}
    </>
  );
}
