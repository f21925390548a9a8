import { useParams } from "@tanstack/react-router";
import { Field } from "#web/kit/field.tsx";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { filled } from "../fieldwork/filled.ts";
import { FoldedForm } from "../fieldwork/folded-form.tsx";
import { useAct } from "../fieldwork/use-act.ts";
import { useSitting } from "../officer.tsx";
import { ServiceCaseScreen } from "./service-case.tsx";
import { ServiceList } from "./service-list.tsx";
import { SERVICE_SCREENS } from "./service-screens.ts";

/** Appeals of the officer's region; whoever only takes them sees none. */
export function Appeals() {
  const said = useSpeech().words.services.appeals;
  const { may } = useSitting().officer;
  if (!may.readAppeals)
    return (
      <Page title={said.title} lead={said.lead}>
        <TakeAppeal />
      </Page>
    );
  return (
    <ServiceList screen={SERVICE_SCREENS.appeals}>
      {may.takeAppeals ? <TakeAppeal /> : null}
    </ServiceList>
  );
}

function TakeAppeal() {
  const said = useSpeech().words.services.appeals;
  const act = useAct("appeals", said.opened);
  return (
    <FoldedForm
      title={said.take}
      act={act}
      save={said.send}
      onSend={async (form) => {
        const made = await act.send("/appeals", { ofCase: filled(form)["ofCase"] });
        if (made !== undefined) form.reset();
      }}
    >
      <Field
        label={said.ofCase}
        name="ofCase"
        inputMode="numeric"
        pattern="[1-9][0-9]{0,18}"
        required
        autoComplete="off"
      />
    </FoldedForm>
  );
}

/** One appeal: the case under review, and what the officer may do now. */
export function AppealScreen() {
  const { caseId } = useParams({ from: "/inside/keberatan/$caseId" });
  return <ServiceCaseScreen screen={SERVICE_SCREENS.appeals} caseId={caseId} fields={() => null} />;
}
