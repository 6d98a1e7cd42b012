// The public site works without this file. Nothing here stores anything, and nothing asks anybody outside.
const all = (selector) => [...document.querySelectorAll(selector)];
const leaveLink = document.querySelector('[data-exit]');
let mayLeave = false;

// Leaving: replace the history entry, so that Back does not return here.
const goTo = (url) => { mayLeave = true; location.replace(url); };
// The page is gone at once, whatever time the answer takes, and nothing is read aloud any more.
const vanish = (url) => {
  globalThis.speechSynthesis?.cancel();
  document.body.replaceChildren();
  goTo(url);
};
const leave = (event) => { event?.preventDefault(); vanish(leaveLink.href); };
let escapes = 0;
if (leaveLink) {
  leaveLink.addEventListener('click', leave);
  addEventListener('keydown', (event) => {
    escapes = event.key === 'Escape' ? escapes + 1 : 0;
    if (escapes === 3) leave();
  });
}
addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });

// The code is shown once: ask before it is gone.
if (document.querySelector('[data-warn-leave]')) {
  addEventListener('beforeunload', (event) => { if (!mayLeave) event.preventDefault(); });
  all('[data-leave-ok]').forEach((el) => el.addEventListener('click', () => { mayLeave = true; }));
}

const words = (id) => document.getElementById(id).innerText.trim().replace(/\s*\n\s*/g, ' ');
const show = (selector, able, act) => able && all(selector).forEach((button) => {
  button.hidden = false;
  button.addEventListener('click', () => act(button));
});
show('[data-copy]', navigator.clipboard, async (button) => {
  await navigator.clipboard.writeText(words(button.dataset.copy));
  button.querySelector('span').textContent = button.dataset.done;
});
show('[data-print]', true, () => print());
// Only a voice that lives on the device may read a code: others would send it away.
const localVoice = () => speechSynthesis.getVoices().find((voice) =>
  voice.localService && voice.lang.startsWith(document.documentElement.lang));
const offerVoice = () => localVoice() && all('[data-read][hidden]').forEach((button) => {
  button.hidden = false;
  button.addEventListener('click', () => {
    const spoken = new SpeechSynthesisUtterance(words(button.dataset.read).replace(/\S/g, '$& '));
    spoken.voice = localVoice();
    speechSynthesis.speak(spoken);
  });
});
if (globalThis.speechSynthesis) { offerVoice(); speechSynthesis.addEventListener?.('voiceschanged', offerVoice); }

// The page closes itself, and says when.
all('[data-closes-after]').forEach((el) => {
  const end = Date.now() + el.dataset.closesAfter * 1000;
  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 60000);
    if (left <= 0) vanish(el.dataset.to || leaveLink.href);
    else el.textContent = el.dataset.words.replace('{n}', left);
  };
  setInterval(tick, 5000);
  document.addEventListener('visibilitychange', tick);
});

// A whole report takes one entry of the history: the server says where to go, we replace.
const wait = (seconds) => new Promise((done) => { setTimeout(done, seconds * 1000); });
const send = async (form, button, tries = 0) => {
  const body = new FormData(form);
  if (button?.name) body.set(button.name, button.value);
  const answer = await fetch(form.action, { method: 'POST', body, headers: { 'X-One-Entry': '1' }, redirect: 'manual' });
  if (answer.status === 503 && tries < 5) {
    form.querySelector('[role=status]')?.replaceChildren(form.dataset.busy || '');
    await wait(Math.min(Number(answer.headers.get('Retry-After')) || 5, 60));
    return send(form, button, tries + 1);
  }
  return answer.headers.get('X-Location');
};
all('form[data-one-entry]').forEach((form) => {
  const said = form.appendChild(document.createElement('p'));
  said.setAttribute('role', 'status');
  let plain = false;
  form.addEventListener('submit', async (event) => {
    mayLeave = true;
    if (plain) return;
    event.preventDefault();
    if (form.ariaBusy === 'true') return;
    form.ariaBusy = 'true';
    const to = await send(form, event.submitter).catch(() => '');
    if (to) { goTo(to); return; }
    plain = true;
    form.requestSubmit(event.submitter);
  });
});

document.querySelector('[data-focus]')?.focus();
