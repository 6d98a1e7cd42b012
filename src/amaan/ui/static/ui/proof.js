// Fills the hidden field "altcha" of each [data-proof] with a solved proof of work; the form waits until it is there.
const policy = globalThis.trustedTypes?.createPolicy('amaan-proof', {
  createScriptURL: (url) => { if (new URL(url, location).origin === location.origin) return url; throw new TypeError(url); },
});
document.querySelectorAll('[data-proof]').forEach((box) => {
  const { algorithm, challenge, salt, signature, max, worker } = box.dataset;
  const field = box.querySelector('input'), said = box.querySelector('[role=status]'), form = box.closest('form');
  const solver = new Worker(policy ? policy.createScriptURL(worker) : worker);
  let waiting = null;
  const finish = (number) => {
    const started = { algorithm, challenge, number, salt, signature };
    if (number >= 0) field.value = btoa(JSON.stringify(started));
    said.textContent = said.dataset.ready;
    solver.terminate();
    if (waiting) form.requestSubmit(waiting.submitter);
    waiting = null;
  };
  solver.onmessage = ({ data }) => finish(data);
  solver.onerror = () => finish(-1); // the server then says what to do; never wait for ever
  solver.postMessage({ challenge, salt, max: Number(max) });
  // Sent too early: keep the words, say that it takes a moment, send when ready.
  form?.addEventListener('submit', (event) => {
    if (field.value || said.textContent === said.dataset.ready) return;
    event.preventDefault(); event.stopImmediatePropagation();
    said.textContent = said.dataset.busy;
    waiting = event;
  }, true);
});
