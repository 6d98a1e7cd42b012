// Keys, menu, printing and the question before unsaved words are lost. Every key has a button; all can be switched off.
const all = (selector) => [...document.querySelectorAll(selector)];
const OFF = 'amaan-keys-off';
const keysOff = () => sessionStorage.getItem(OFF) === '1';
const typing = (el) => el.isContentEditable || el.matches('input:not([type=checkbox], [type=radio]), textarea, select');

// Rows: J K move, X selects, Enter opens.
const rows = () => all('tr[data-row]');
const here = () => rows().findIndex((row) => row.classList.contains('is-here'));
const move = (step) => {
  const list = rows(), from = here(), to = Math.max(0, Math.min(list.length - 1, from + step));
  if (!list.length) return;
  list[from]?.classList.remove('is-here');
  list[to].classList.add('is-here');
  list[to].scrollIntoView({ block: 'nearest' });
};
const select = () => rows()[here()]?.querySelector('input[type=checkbox]')?.click();
const open = () => { const row = rows()[here()]; if (row?.dataset.href) location.assign(row.dataset.href); };
const search = () => document.querySelector('main input[type=search]')?.focus();
const help = () => document.getElementById('keys')?.showModal();
const KEYS = { j: () => move(1), k: () => move(-1), x: select, Enter: open, '/': search, '?': help };
addEventListener('keydown', (event) => {
  const el = event.target;
  if (event.ctrlKey || event.altKey || event.metaKey || typing(el) || document.querySelector('dialog[open]')) return;
  if (event.key === 'Enter' && el.closest('a, button, summary, label')) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  const act = KEYS[event.key] || (button && (() => button.click()));
  if (!act || (keysOff() && event.key !== '?')) return;
  event.preventDefault();
  act();
});
all('[data-keys-help]').forEach((button) => { button.hidden = false; button.addEventListener('click', help); });
all('[data-keys-off]').forEach((box) => {
  box.checked = keysOff();
  box.addEventListener('change', () => sessionStorage.setItem(OFF, box.checked ? '1' : '0'));
});

all('[data-print]').forEach((button) => { button.hidden = false; button.addEventListener('click', () => print()); });
all('[data-dialog]').forEach((button) => button.addEventListener('click', () => document.getElementById(button.dataset.dialog)?.showModal()));
// The menu closes by Escape and by a press elsewhere, as menus do.
all('details[data-menu]').forEach((menu) => {
  const close = () => { menu.open = false; };
  menu.addEventListener('keydown', (event) => { if (event.key === 'Escape') { close(); menu.querySelector('summary').focus(); } });
  document.addEventListener('click', (event) => { if (!menu.contains(event.target)) close(); });
});

// Unsaved words: the browser asks.
all('form[data-unsaved]').forEach((form) => {
  let changed = false;
  form.addEventListener('input', () => { changed = true; });
  form.addEventListener('submit', () => { changed = false; });
  addEventListener('beforeunload', (event) => { if (changed) event.preventDefault(); });
});

document.querySelector('[data-focus]')?.focus();
