import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from "node:crypto";
import { secretFile } from "./desk-keys.ts";

/** Numbers first_seq..last_seq of the log under one signed root, naming the checkpoint before. */
export type Checkpoint = {
  readonly no: number;
  readonly from: number;
  readonly to: number;
  /** The signed text, byte for byte. */
  readonly body: string;
  /** Ed25519, base64. */
  readonly signature: string;
};

/** The sealer's signing key: <keyFolder>/audit-signing.pem, made the first time. */
export function openSigningKey(keyFolder: string): KeyObject {
  const make = () =>
    generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return createPrivateKey(secretFile(keyFolder, "audit-signing.pem", make));
}

/** What verifiers need to hold, and nothing more. */
export function publicPem(signing: KeyObject): string {
  return createPublicKey(signing).export({ type: "spki", format: "pem" }).toString();
}

export type CheckpointDraft = {
  readonly no: number;
  readonly from: number;
  readonly to: number;
  readonly root: Buffer;
  /** Body of the checkpoint before; empty for the first. */
  readonly previous: string;
  readonly at: Date;
};

/** Writes and signs a checkpoint. */
export function signCheckpoint(draft: CheckpointDraft, signing: KeyObject): Checkpoint {
  const body = [
    "opendtsen-audit 1",
    `checkpoint ${draft.no}`,
    `from ${draft.from}`,
    `to ${draft.to}`,
    `root ${draft.root.toString("hex")}`,
    `previous ${createHash("sha256").update(draft.previous).digest("hex")}`,
    `at ${draft.at.toISOString()}`,
    "",
  ].join("\n");
  const signature = sign(null, Buffer.from(body), signing).toString("base64");
  return { no: draft.no, from: draft.from, to: draft.to, body, signature };
}
