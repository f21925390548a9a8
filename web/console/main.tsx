import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { LanguageProvider } from "#web/kit/words/language.tsx";
import { router } from "./router.tsx";
import "#web/kit/tokens.css";
import "#web/kit/base.css";
import "#web/kit/parts.css";
import "#web/kit/charts.css";
import "#web/kit/heat.css";
import "#web/kit/chips.css";
import "./console.css";
import "./screens.css";
import "./family/family.css";
import "./programs/programs.css";
import "./fieldwork/fieldwork.css";
import "./identity/identity.css";
import "./visits/visits.css";
import "./review/review.css";
import "./review/quality.css";
import "./tables/tables.css";
import "./moves/moves.css";
import "./accounts/accounts.css";
import "./book/book.css";
import "./crises/crises.css";
import "./plans/plans.css";
import "./protection/protection.css";
import "./cases/cases.css";
import "./print.css";

/** Answers are refusals or values, never exceptions, so nothing is retried behind the officer's back. */
const client = new QueryClient({
  defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, staleTime: 15_000 } },
});

const place = document.getElementById("console");
if (place === null) throw new Error("the page has no element #console to draw in");
createRoot(place).render(
  <StrictMode>
    <LanguageProvider>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
);

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
