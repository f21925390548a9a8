/** Letters that do not come apart into a Latin letter and an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  ...pairs("ß SS,Æ AE,Œ OE,Ø O,Đ D,Ð D,Þ TH,Ł L,Ħ H,İ I,ı I,Ŋ N,ĸ K,Ŧ T"),
  ...pairs(
    "А A,Б B,В V,Г G,Ґ G,Д D,Е E,Є E,Ж ZH,З Z,И I,І I,Ї I,Й I,К K,Л L,М M,Н N,О O,П P,Р R,С S,Т T,У U,Ф F,Х KH,Ц TS,Ч CH,Ш SH,Щ SHCH,Ъ ,Ы Y,Ь ,Э E,Ю YU,Я YA",
  ),
  ...pairs(
    "Α A,Β V,Γ G,Δ D,Ε E,Ζ Z,Η I,Θ TH,Ι I,Κ K,Λ L,Μ M,Ν N,Ξ X,Ο O,Π P,Ρ R,Σ S,Τ T,Υ Y,Φ F,Χ CH,Ψ PS,Ω O",
  ),
  ...pairs(
    "ا A,أ A,إ A,آ A,ب B,ت T,ث TH,ج J,ح H,خ KH,د D,ذ DH,ر R,ز Z,س S,ش SH,ص S,ض D,ط T,ظ Z,ع A,غ GH,ف F,ق Q,ك K,ل L,م M,ن N,ه H,ة H,و W,ي Y,ى A,ئ Y,ء ,ؤ W,پ P,چ CH,گ G",
  ),
};

function pairs(list: string): Record<string, string> {
  return Object.fromEntries(list.split(",").map((pair) => pair.split(" ") as [string, string]));
}

/**
 * Any text in A-Z, 0-9 and single spaces, the only signs a similarity function may see (engines count
 * bytes). Cyrillic, Greek and Arabic letters are spelled in Latin ones; a sign of any other script
 * becomes three letters of its own, so that what differs stays different and what is near stays near.
 */
export function foldText(written: string): string {
  const plain = /^[\x20-\x7e]*$/.test(written);
  const upper = plain ? written.toUpperCase() : foldScripts(written);
  return upper
    .replaceAll(/['`.]/g, "")
    .replaceAll(/[^A-Z0-9]+/g, " ")
    .trim();
}

function foldScripts(written: string): string {
  let folded = "";
  for (const sign of written.normalize("NFKD").toUpperCase()) {
    if (/\p{M}/u.test(sign)) continue;
    if (/[\x20-\x7e]/.test(sign)) folded += sign;
    else if (/[’‘ʼ´]/.test(sign)) folded += "";
    else folded += LETTERS[sign] ?? (/[\p{L}\p{N}]/u.test(sign) ? threeLetters(sign) : " ");
  }
  return folded;
}

function threeLetters(sign: string): string {
  const digit = sign.normalize("NFKC").match(/\p{Nd}/u) ? digitOf(sign) : undefined;
  if (digit !== undefined) return digit;
  let code = sign.codePointAt(0) ?? 0;
  let letters = "";
  for (let i = 0; i < 4 && (code > 0 || i < 3); i++) {
    letters = String.fromCharCode(65 + (code % 26)) + letters;
    code = Math.floor(code / 26);
  }
  return letters;
}

/** The same text with the digits of every script as 0 to 9. */
export function plainDigits(written: string): string {
  if (/^[\x20-\x7e]*$/.test(written)) return written;
  return written.replaceAll(/\p{Nd}/gu, (sign) => digitOf(sign.normalize("NFKC")) ?? sign);
}

/** Digits of every script stand in runs of ten that begin at a zero. */
function digitOf(sign: string): string | undefined {
  const code = sign.codePointAt(0) ?? 0;
  for (let back = 0; back < 10; back++) {
    const before = String.fromCodePoint(code - back - 1);
    if (!/\p{Nd}/u.test(before)) return String(back);
  }
  return undefined;
}

/**
 * How a word sounds, roughly and in no one language: first letter, then consonants by family,
 * doubled ones once. Words that are written otherwise but said alike mostly meet here.
 */
export function soundOf(word: string): string {
  const simple = word
    .replaceAll(/PH/g, "F")
    .replaceAll(/CK|KH|Q/g, "K")
    .replaceAll(/[CG](?=[EIY])/g, "S")
    .replaceAll(/SCH|SH|CH|TH|GH|WH/g, (two) => two[0] ?? "")
    .replaceAll(/MC|MAC/g, "MK")
    .replaceAll(/C|G/g, "K")
    .replaceAll(/Z/g, "S")
    .replaceAll(/V/g, "F")
    .replaceAll(/D/g, "T")
    .replaceAll(/J/g, "Y");
  const first = simple[0] ?? "";
  const rest = simple.slice(1).replaceAll(/[AEIOUYHW]/g, "");
  const letter = /[AEIOU]/.test(first) ? "A" : first;
  return (letter + rest).replaceAll(/(.)\1+/g, "$1").slice(0, 6);
}
