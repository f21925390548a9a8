import { Type } from "typebox";

/** Every refusal of the API (RFC 9457). `code` is stable; sentences may be rewritten. */
export const Problem = Type.Object(
  {
    type: Type.String({ description: "Address of the page that explains the code" }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: "Stable, kebab-case; what programs should look at" }),
    detail_id: Type.String({ description: "The sentence for a person, in Indonesian" }),
    detail_en: Type.String({ description: "The same sentence in English" }),
    remedy: Type.String({ description: "What to do about it, in both languages" }),
    request_id: Type.Optional(Type.String({ description: "Quote it when you ask for help" })),
  },
  { additionalProperties: false },
);
export type Problem = Type.Static<typeof Problem>;
