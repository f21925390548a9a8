/**
 * Naming cultures of a province in percent, by culture id. Our own rough reading of who lives
 * where (with migrants from Java); nothing here is measured.
 */
const MIXES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  aceh: { melayu: 95, jawa: 5 },
  "north-sumatra": { batak: 62, melayu: 20, jawa: 18 },
  sumatra: { melayu: 78, jawa: 17, batak: 5 },
  lampung: { jawa: 62, melayu: 25, sunda: 10, bali: 3 },
  jakarta: { jawa: 36, melayu: 32, sunda: 18, batak: 9, timur: 5 },
  "west-java": { sunda: 80, jawa: 15, melayu: 5 },
  java: { jawa: 97, sunda: 3 },
  bali: { bali: 88, jawa: 12 },
  ntb: { melayu: 90, bali: 10 },
  east: { timur: 88, jawa: 7, bugis: 5 },
  kalimantan: { melayu: 68, jawa: 22, bugis: 10 },
  "south-sulawesi": { bugis: 93, jawa: 4, timur: 3 },
  sulawesi: { bugis: 60, timur: 28, jawa: 12 },
};

const MIX_OF_PROVINCE: Readonly<Record<string, string>> = {
  "11": "aceh",
  "12": "north-sumatra",
  "18": "lampung",
  "31": "jakarta",
  "32": "west-java",
  "33": "java",
  "34": "java",
  "35": "java",
  "36": "west-java",
  "51": "bali",
  "52": "ntb",
  "73": "south-sulawesi",
  "76": "south-sulawesi",
};

const MIX_OF_ISLANDS: Readonly<Record<string, string>> = {
  "1": "sumatra",
  "2": "sumatra",
  "5": "east",
  "6": "kalimantan",
  "7": "sulawesi",
  "8": "east",
  "9": "east",
};

/** Shares of the cultures in a province, in percent, by culture id. */
export function culturesOf(provinceCode: string): Readonly<Record<string, number>> {
  const mix = MIX_OF_PROVINCE[provinceCode] ?? MIX_OF_ISLANDS[provinceCode.slice(0, 1)] ?? "java";
  const found = MIXES[mix];
  if (found === undefined) throw new Error(`no naming cultures for province ${provinceCode}`);
  return found;
}
