import type { Account, AccountFilter } from "#contract/accounts.ts";
import { Page } from "#web/kit/page.tsx";
import { useSpeech } from "#web/kit/words/language.tsx";
import { StatedCards } from "../fieldwork/paged-cards.tsx";
import { useSitting } from "../officer.tsx";
import { AccountCard } from "./account-card.tsx";
import { InviteForm } from "./invite-form.tsx";

/** Who works here, by which decree, until when: invited, appointed, confirmed, ended. */
export function AccountsScreen() {
  const { accounts } = useSpeech().words;
  const { officer } = useSitting();
  return (
    <Page title={accounts.title} lead={accounts.lead}>
      {officer.may.manageAccounts ? <InviteForm /> : null}
      <StatedCards<NonNullable<AccountFilter["show"]>, Account>
        legend={accounts.show}
        states={accounts.lists}
        first={officer.may.manageAccounts ? "all" : "waiting"}
        list="accounts"
        pathOf={(show) => `/accounts?limit=10&show=${show}`}
        empty={accounts.empty}
        keyOf={({ accountId }) => accountId}
      >
        {(account) => <AccountCard account={account} />}
      </StatedCards>
    </Page>
  );
}
