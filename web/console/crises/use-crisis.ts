import { useQuery } from "@tanstack/react-query";
import { ask } from "#web/kit/ask.ts";
import { useSitting } from "../officer.tsx";

const PURPOSES = ["service", "protection", "supervision"];

/** Emergencies are work of the counter; social workers open them under protection, auditors under supervision. */
export function useCrisisPurpose(): string {
  const held = useSitting().officer.purposes.map(({ code }) => code as string);
  return PURPOSES.find((purpose) => held.includes(purpose)) ?? "service";
}

/** A read of the API under the purpose of emergencies. */
export function useAskedCrisis<Value>(path: string) {
  const purpose = useCrisisPurpose();
  return useQuery({
    queryKey: ["crises", path, purpose],
    queryFn: async () => await ask<Value>(path, { purpose }),
  });
}
