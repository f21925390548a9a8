import { accept, type Result, refuse } from "#domain/result.ts";
import type { Right } from "#domain/right.ts";
import { mayAct } from "#store/accounts.ts";
import type { Desk } from "#store/open.ts";

/** Who ranks and who freezes: named accounts of BPS; nobody else may, and a test says so. */
export type VersionActors = { readonly rankedBy: string; readonly frozenBy: string };

export type ActorProblem = "ranking-right-not-held" | "freezing-right-not-held";

/** Both named persons must hold their right today; the desk knows, not the command line. */
export async function mayBuild(
  desk: Desk,
  { rankedBy, frozenBy }: VersionActors,
): Promise<Result<"may", ActorProblem>> {
  if (!(await holds(desk, rankedBy, "run-ranking"))) return refuse("ranking-right-not-held");
  if (!(await holds(desk, frozenBy, "freeze-version"))) return refuse("freezing-right-not-held");
  return accept("may");
}

/** To bring data in: deliveries, and confirmed findings, whose NIK are opened for it. */
export async function mayReceiveAs(
  desk: Desk,
  username: string,
): Promise<Result<"may", "receiving-right-not-held">> {
  const may = await holds(desk, username, "receive-delivery");
  return may ? accept("may") : refuse("receiving-right-not-held");
}

/** To send questions about people to the civil registry, with their NIK. */
export async function mayAskIdentityAs(
  desk: Desk,
  username: string,
): Promise<Result<"may", "asking-right-not-held">> {
  const may = await holds(desk, username, "ask-identity");
  return may ? accept("may") : refuse("asking-right-not-held");
}

/** To answer them: the civil registry alone. */
export async function mayAnswerIdentityAs(
  desk: Desk,
  username: string,
): Promise<Result<"may", "answering-right-not-held">> {
  const ask = { username, right: "answer-identity", purpose: "identity-check" };
  return (await mayAct(desk, ask)).ok ? accept("may") : refuse("answering-right-not-held");
}

/** To ask where an id of the register is: who works on versions, and who oversees; with the purpose of the asking. */
export async function mayFollowIdAs(
  desk: Desk,
  username: string,
): Promise<Result<"update" | "oversight", "following-right-not-held">> {
  if (await holds(desk, username, "build-version")) return accept("update");
  const may = await mayExportAuditAs(desk, username);
  return may.ok ? accept("oversight") : refuse("following-right-not-held");
}

/** To read what moved each family between two versions: who ranks, and who oversees; with the purpose of the reading. */
export async function mayReadMovesAs(
  desk: Desk,
  username: string,
): Promise<Result<"update" | "oversight", "reading-right-not-held">> {
  if (await holds(desk, username, "run-ranking")) return accept("update");
  const may = await mayExportAuditAs(desk, username);
  return may.ok ? accept("oversight") : refuse("reading-right-not-held");
}

/** To destroy what is past its date. */
export async function mayRunRetentionAs(
  desk: Desk,
  username: string,
): Promise<Result<"may", "retention-right-not-held">> {
  const may = await holds(desk, username, "run-retention");
  return may ? accept("may") : refuse("retention-right-not-held");
}

/** To take the audit trail out of the house. */
export async function mayExportAuditAs(
  desk: Desk,
  username: string,
): Promise<Result<"may", "exporting-right-not-held">> {
  const may = await mayAct(desk, { username, right: "export-audit", purpose: "oversight" });
  return may.ok ? accept("may") : refuse("exporting-right-not-held");
}

/** To publish a version. */
export async function mayPublishAs(
  desk: Desk,
  username: string,
): Promise<Result<"may", "publishing-right-not-held">> {
  const may = await mayAct(desk, { username, right: "publish-version", purpose: "publication" });
  return may.ok ? accept("may") : refuse("publishing-right-not-held");
}

/** To take the version in force back. */
export async function mayWithdrawAs(
  desk: Desk,
  username: string,
): Promise<Result<"may", "withdrawing-right-not-held">> {
  const may = await mayAct(desk, { username, right: "withdraw-version", purpose: "publication" });
  return may.ok ? accept("may") : refuse("withdrawing-right-not-held");
}

/** To read whom a going back touches: who takes back, who determines, who oversees; with the purpose of the reading. */
export async function mayReadAffectedAs(
  desk: Desk,
  username: string,
): Promise<
  Result<"publication" | "program-determination" | "oversight", "reading-right-not-held">
> {
  if ((await mayWithdrawAs(desk, username)).ok) return accept("publication");
  const determines = { username, right: "issue-decree", purpose: "program-determination" } as const;
  if ((await mayAct(desk, determines)).ok) return accept("program-determination");
  const may = await mayExportAuditAs(desk, username);
  return may.ok ? accept("oversight") : refuse("reading-right-not-held");
}

async function holds(desk: Desk, username: string, right: Right): Promise<boolean> {
  return (await mayAct(desk, { username, right, purpose: "update" })).ok;
}
