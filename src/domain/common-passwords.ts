/**
 * First guesses that are long enough to pass: small letters, without spaces. Kept short on purpose
 * (NIST SP 800-63B 3.1.1.2 asks for a list of expected values); runs and repeats need no list.
 */
const FIRST_GUESSES: ReadonlySet<string> = new Set([
  "adminadmin",
  "administrator",
  "akuanakindonesia",
  "akucintakamu",
  "alhamdulillah",
  "assalamualaikum",
  "bantuansosial",
  "bhinnekatunggalika",
  "bismillah",
  "cekbansos",
  "changeme",
  "dinassosial",
  "dukcapil",
  "hidupindonesia",
  "iloveindonesia",
  "iloveyou",
  "indonesia",
  "indonesiaku",
  "indonesiaraya",
  "jakarta",
  "katasandi",
  "kemensos",
  "keluargaharapan",
  "letmein",
  "masukkankatasandi",
  "merdeka",
  "opendtsen",
  "pancasila",
  "password",
  "passwordbaru",
  "passwordsaya",
  "qwerty",
  "qwertyuiop",
  "rahasia",
  "rahasiaku",
  "rahasianegara",
  "sandirahasia",
  "sangatrahasia",
  "sayangku",
  "sayasayangkamu",
  "selamatdatang",
  "selamatpagi",
  "siksng",
  "terserah",
  "welcome",
]);

const ROWS = [
  "0123456789",
  "9876543210",
  "abcdefghijklmnopqrstuvwxyz",
  "zyxwvutsrqponmlkjihgfedcba",
  "qwertyuiopasdfghjklzxcvbnm",
  "1q2w3e4r5t6y7u8i9o0p",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
] as const;

/** A few signs over and over: aaaaaaaaaaaa, 123412341. */
function isRepeated(text: string): boolean {
  return [1, 2, 3, 4, 5, 6].some(
    (few) =>
      text
        .slice(0, few)
        .repeat(Math.ceil(text.length / few))
        .slice(0, text.length) === text,
  );
}

/**
 * Whether a password is among the first that anybody tries: a word of the list, also with digits or
 * signs around it, doubled, a run along the keyboard, or a few signs over and over.
 */
export function isFirstGuess(password: string): boolean {
  const text = password.toLowerCase().replaceAll(/\s/g, "");
  if (isRepeated(text)) return true;
  if (ROWS.some((row) => row.repeat(20).includes(text))) return true;
  const word = text.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  const half = word.slice(0, word.length / 2);
  return (
    [text, word].some((each) => FIRST_GUESSES.has(each)) ||
    (half.repeat(2) === word && FIRST_GUESSES.has(half))
  );
}
