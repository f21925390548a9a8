import { useState } from "react";
import { useSpeech } from "#web/kit/words/language.tsx";
import { Refused } from "../fieldwork/form-parts.tsx";
import { useAct } from "../fieldwork/use-act.ts";

/** The whole number, for an office whose turn it is; every look is noted. */
export function WholeNik({ caseId }: { readonly caseId: string }) {
  const said = useSpeech().words.reactivation;
  const [nik, setNik] = useState<string>();
  const act = useAct("reactivation-nik", said.readNik);
  const read = async () =>
    setNik((await act.send<{ nik: string }>(`/reactivations/${caseId}/nik-readings`, {}))?.nik);
  if (nik !== undefined)
    return (
      <p role="status">
        NIK <strong className="digits">{nik}</strong>
      </p>
    );
  return (
    <>
      <Refused problem={act.problem} />
      <button type="button" className="button" disabled={act.isSending} onClick={() => void read()}>
        {said.readNik}
      </button>
    </>
  );
}
