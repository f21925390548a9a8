// A little work instead of distorted letters: finds the number behind the challenge, then sends the form.
(() => {
  const k = [],
    h0 = [];
  // The constants of SHA-256: fractions of roots of the first primes.
  for (let n = 2, i = 0; i < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (i < 8) h0[i] = ((Math.sqrt(n) % 1) * 2 ** 32) | 0;
    k[i++] = ((Math.cbrt(n) % 1) * 2 ** 32) | 0;
  }
  const w = new Int32Array(64);
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  // Of texts below 56 bytes, as eight words.
  const digest = (text) => {
    w.fill(0, 0, 16);
    for (let i = 0; i < text.length; i++) w[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i % 4));
    w[text.length >> 2] |= 0x80 << (24 - 8 * (text.length % 4));
    w[15] = text.length * 8;
    let [a, b, c, d, e, f, g, h] = h0;
    for (let i = 0; i < 64; i++) {
      if (i > 15) {
        const x = w[i - 15],
          y = w[i - 2];
        w[i] =
          w[i - 16] +
          w[i - 7] +
          (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) +
          (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
      }
      const s = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + k[i] + w[i];
      const t = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = (d + s) | 0;
      d = c;
      c = b;
      b = a;
      a = (s + t) | 0;
    }
    return [a, b, c, d, e, f, g, h]
      .map((v, i) => ((v + h0[i]) >>> 0).toString(16).padStart(8, "0"))
      .join("");
  };
  const form = document.querySelector("form[data-work]");
  form?.addEventListener("submit", (event) => {
    if (!form.desa_no?.value || form.bukti) return;
    event.preventDefault();
    const [salt, most, , target] = form.dataset.work.split(".");
    form.querySelector(".status").textContent = form.dataset.busy;
    let n = 0;
    const some = () => {
      for (const end = n + 2000; n < end && n < +most; n++) {
        if (digest(`${salt}.${n}`) !== target) continue;
        for (const [name, value] of [
          ["kerja", form.dataset.work],
          ["bukti", n],
        ]) {
          const field = document.createElement("input");
          Object.assign(field, { type: "hidden", name, value });
          form.append(field);
        }
        return form.submit();
      }
      setTimeout(some);
    };
    some();
  });
})();
