import {
  type BpsCode,
  parseBpsCode,
  parseRegionCode,
  type RegionCode,
  readBpsTier,
  readTier,
} from "#domain/region-code.ts";
import { accept, type Result, refuse } from "#domain/result.ts";

/** One line of the bridge of sig.bps.go.id/bridging-kode: the same region in both systems. */
export type BridgeRow = {
  readonly bps: BpsCode;
  readonly bpsName: string;
  readonly kemendagri: RegionCode;
  readonly kemendagriName: string;
};

export type BridgeProblem = "missing-header" | "malformed-row" | "code-twice";

const HEADER = "kode_bps,nama_bps,kode_dagri,nama_dagri";

/**
 * Reads a bridge file: comma-separated with that header. The whole file is refused at its first
 * fault, because a half bridge would silently move villages.
 */
export function parseBpsBridge(text: string): Result<readonly BridgeRow[], BridgeProblem> {
  const [header, ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (header?.trim().toLowerCase() !== HEADER) return refuse("missing-header");
  const rows: BridgeRow[] = [];
  for (const line of lines) {
    const row = readRow(line.split(","));
    if (row === undefined) return refuse("malformed-row");
    rows.push(row);
  }
  return isOneToOne(rows) ? accept(rows) : refuse("code-twice");
}

function readRow(fields: readonly string[]): BridgeRow | undefined {
  const [bpsText = "", bpsName = "", regionText = "", kemendagriName = ""] = fields;
  const bps = parseBpsCode(bpsText);
  const kemendagri = parseRegionCode(regionText);
  if (fields.length !== 4 || !bps.ok || !kemendagri.ok) return undefined;
  if (readBpsTier(bps.value) !== readTier(kemendagri.value)) return undefined;
  return {
    bps: bps.value,
    bpsName: bpsName.trim(),
    kemendagri: kemendagri.value,
    kemendagriName: kemendagriName.trim(),
  };
}

/** A ten-digit village and a two-digit province never meet: lengths differ, so codes may be pooled. */
function isOneToOne(rows: readonly BridgeRow[]): boolean {
  const [left, right] = [
    new Set(rows.map((row) => row.bps)),
    new Set(rows.map((row) => row.kemendagri)),
  ];
  return left.size === rows.length && right.size === rows.length;
}

/** The Kemendagri code of a BPS code; undefined where the bridge does not reach. */
export function crossBridge(rows: readonly BridgeRow[]): (bps: BpsCode) => RegionCode | undefined {
  const byBps = new Map(rows.map((row) => [row.bps, row.kemendagri]));
  return (bps) => byBps.get(bps);
}
