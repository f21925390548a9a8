import { useQuery } from "@tanstack/react-query";
import { ask } from "#web/kit/ask.ts";
import { useSitting } from "../officer.tsx";

/** Plans are work of the counter; case plans are a social worker's, under protection. */
export function usePlanPurpose(): "service" | "protection" {
  return useSitting().officer.may.readPlans ? "service" : "protection";
}

/** A read of the API under the purpose of plans. */
export function useAskedPlan<Value>(path: string) {
  const purpose = usePlanPurpose();
  return useQuery({
    queryKey: ["plans", path, purpose],
    queryFn: async () => await ask<Value>(path, { purpose }),
  });
}
