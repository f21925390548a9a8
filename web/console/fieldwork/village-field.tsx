import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { Field } from "#web/kit/field.tsx";
import { useSitting } from "../officer.tsx";

type Village = { readonly villageNo: string; readonly label: string };

/** A village of the officer's region, chosen while typing with the browser's own list. */
export function VillageField({
  label,
  hint,
  isAnywhere = false,
  onChoose,
}: {
  readonly label: string;
  readonly hint: string;
  /** True where the village may lie outside the officer's region. */
  readonly isAnywhere?: boolean;
  readonly onChoose: (code: string | undefined) => void;
}) {
  const { officer } = useSitting();
  const list = useId();
  const [text, setText] = useState("");
  const isWide = isAnywhere || officer.region.tier === "country";
  const name = isWide ? "" : `, ${officer.region.name}`;
  const typed = text.split(",")[0]?.trim() ?? "";
  const found = useQuery({
    queryKey: ["villages", typed, name],
    enabled: typed.length >= 2,
    queryFn: async (): Promise<readonly Village[]> => {
      const response = await fetch(`/desa?q=${encodeURIComponent(`${typed}${name}`)}`);
      return response.ok ? ((await response.json()) as readonly Village[]) : [];
    },
  });
  const code = isWide ? "" : officer.region.code;
  const villages = (found.data ?? []).filter(({ villageNo }) => villageNo.startsWith(code));
  const chosen = villages.find(({ label }) => label === text)?.villageNo;
  useEffect(() => onChoose(chosen), [onChoose, chosen]);
  return (
    <>
      <Field
        label={label}
        hint={hint}
        list={list}
        required
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <datalist id={list}>
        {villages.map(({ villageNo, label }) => (
          <option key={villageNo} value={label} />
        ))}
      </datalist>
    </>
  );
}
