import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  PersonId,
  VaultNoteDraft,
  VaultQuestion,
  VaultReceipt,
  VaultSheet,
} from "#contract/vault.ts";
import { getVariable, PERSON_VAULT_FACTS } from "#domain/variables/catalogue.ts";
import { VAULT_WORDS, type VaultCategory } from "#domain/vault.ts";
import { decryptField, encryptField, type FieldKeys, openFieldKeys } from "#store/field-cipher.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { sayAnswer } from "./family-words.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { sendRefusal } from "./protection-refusals.ts";
import { describe } from "./routes-doc.ts";

const PURPOSE = "protection";
const OnePerson = Type.Object({ personId: PersonId });
const RECORDED = { id: "Sudah dicatat", en: "Recorded" };

type Note = {
  readonly noteId: number;
  readonly category: VaultCategory;
  readonly sealed: string;
  readonly legalBasis: string;
  readonly recordedOn: string;
  readonly eraseAfter: string;
};

type Reading = {
  readonly verdict: string;
  readonly facts: readonly number[] | null;
  readonly notes: readonly Note[] | null;
};

/** What never meets a family sheet: opened on a law of one's own and for a case, noted before it answers. */
export const vaultRoutes: RoutePlugin = async (root, deps) => {
  const keys = openFieldKeys(deps.settings.keyFolder);
  addReading(root, deps, keys);
  addNote(root, deps, keys);
};

/** The seal of a note is bound to its number. */
const placeOf = (noteId: number) => ({
  table: "vault_note",
  column: "sealed_note",
  rowId: noteId,
});

function addReading(root: Parameters<RoutePlugin>[0], deps: ServerDeps, keys: FieldKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/persons/:personId/vault/readings",
    {
      schema: {
        params: OnePerson,
        body: VaultQuestion,
        ...describe(
          {
            id: "readVault",
            tag: "protection",
            summary: "Open the vault of one person, on a law and for a case",
            description:
              "Every try is kept in the audit log with law and case. The basis own-data-assisted is for reading it out to the person or lawful guardian.",
            needs: "read-vault under the purpose protection, and the basis as one's own",
          },
          VaultSheet,
        ),
      },
    },
    async (request, reply) => {
      const { basis, caseReference } = request.body;
      const read = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-vault");
        const [row] = await tx.query<Reading>("select * from dtsen.read_vault($1, $2, $3)", [
          request.params.personId,
          basis,
          caseReference,
        ]);
        return row;
      });
      if (!read.ok) return reply;
      const { verdict = "refused", facts = null, notes = null } = read.value ?? {};
      return verdict === "given" || verdict === "nothing"
        ? reply.send(writeSheet(keys, facts ?? [], notes ?? []))
        : sendRefusal(request, reply, verdict);
    },
  );
}

function writeSheet(keys: FieldKeys, facts: readonly number[], notes: readonly Note[]): VaultSheet {
  return {
    facts: facts.map((value, place) => {
      const variable = getVariable(PERSON_VAULT_FACTS[place] ?? "");
      return {
        label: { id: variable.id_ID, en: variable.en },
        text: { ...sayAnswer(variable, value) },
      };
    }),
    notes: notes.map(({ noteId, category, sealed, legalBasis, recordedOn, eraseAfter }) => ({
      noteId: String(noteId),
      category: { ...VAULT_WORDS[category] },
      text: decryptField(keys, placeOf(noteId), Buffer.from(sealed, "base64")),
      legalBasis,
      recordedOn,
      eraseAfter,
    })),
  };
}

function addNote(root: Parameters<RoutePlugin>[0], deps: ServerDeps, keys: FieldKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/persons/:personId/vault/notes",
    {
      schema: {
        headers: KeyHeader,
        params: OnePerson,
        body: VaultNoteDraft,
        ...describe(
          {
            id: "recordVaultNote",
            tag: "protection",
            summary: "Keep a sealed note about a person, with the day after which it is erased",
            needs: "record-vault under the purpose protection, and the basis as one's own",
          },
          VaultReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { body, params } = request;
      const ask = { key: request.headers["idempotency-key"], request: [params.personId, body] };
      const done = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "record-vault");
        return await actOnce(
          tx,
          ask,
          async () => {
            const [next] = await tx.query<{ no: number }>("select dtsen.next_vault_note() as no");
            const no = next?.no ?? 0;
            const [row] = await tx.query<{ verdict: string }>(
              "select dtsen.record_vault_note($1, $2, $3, $4, $5, $6, $7) as verdict",
              [
                no,
                params.personId,
                body.category,
                body.basis,
                body.caseReference,
                encryptField(keys, placeOf(no), body.text),
                body.eraseAfter,
              ],
            );
            return { verdict: row?.verdict ?? "refused" };
          },
          ({ verdict }) => verdict === "recorded",
        );
      });
      if (!done.ok) return reply;
      return done.value.verdict === "recorded"
        ? reply.send({ words: { ...RECORDED } })
        : sendRefusal(request, reply, done.value.verdict);
    },
  );
}
