// Finds the number n whose SHA-256(salt + n) is the challenge. Own arithmetic: crypto.subtle is missing on plain http.
const primes = (count) => {
  const found = [];
  for (let n = 2; found.length < count; n += 1) if (found.every((p) => n % p)) found.push(n);
  return found;
};
const fraction = (x) => ((x - Math.floor(x)) * 2 ** 32) | 0;
const START = primes(8).map((p) => fraction(p ** (1 / 2)));
const ROUNDS = Int32Array.from(primes(64).map((p) => fraction(p ** (1 / 3))));
const turn = (x, n) => (x >>> n) | (x << (32 - n));

// One 64-byte block into the state; both are changed in place.
const schedule = new Int32Array(64);
const mix = (state, view, offset) => {
  for (let i = 0; i < 16; i += 1) schedule[i] = view.getInt32(offset + i * 4);
  for (let i = 16; i < 64; i += 1) {
    const a = schedule[i - 15], b = schedule[i - 2];
    const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3), s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
    schedule[i] = (schedule[i - 16] + s0 + schedule[i - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i += 1) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25), choice = (e & f) ^ (~e & g);
    const one = (h + s1 + choice + ROUNDS[i] + schedule[i]) | 0;
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22), major = (a & b) ^ (a & c) ^ (b & c);
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + s0 + major) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (state[i] + word) | 0; });
};

const sha256 = (bytes) => {
  const blocks = ((bytes.length + 8) >> 6) + 1, padded = new Uint8Array(blocks * 64), view = new DataView(padded.buffer);
  padded.set(bytes); padded[bytes.length] = 0x80; view.setUint32(blocks * 64 - 4, bytes.length * 8);
  const state = START.slice();
  for (let i = 0; i < blocks; i += 1) mix(state, view, i * 64);
  return state;
};

onmessage = ({ data: { challenge, salt, max } }) => {
  const wanted = challenge.match(/.{8}/g).map((hex) => parseInt(hex, 16) | 0), encoder = new TextEncoder();
  for (let n = 0; n <= max; n += 1) {
    const state = sha256(encoder.encode(salt + n));
    if (state[0] === wanted[0] && state.every((word, i) => word === wanted[i])) { postMessage(n); return; }
  }
  postMessage(-1);
};
