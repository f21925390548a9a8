import { useQuery } from "@tanstack/react-query";
import { ask } from "#web/kit/ask.ts";

/** The book is work of the counter. */
export const BOOK_PURPOSE = "service";

/** A read of the API under the purpose of the book. */
export function useAskedBook<Value>(path: string) {
  return useQuery({
    queryKey: ["book", path],
    queryFn: async () => await ask<Value>(path, { purpose: BOOK_PURPOSE }),
  });
}
