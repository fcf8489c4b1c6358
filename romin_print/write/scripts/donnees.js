// The data of the page, and the few things that every part of the program uses.
// Words are read from the page: they have their typography there.

const NBSP = '\u00a0';
const find = (selector, root = document) => root.querySelector(selector);
const list = (selector, root = document) => [...root.querySelectorAll(selector)];

const data = JSON.parse(find('#donnees').textContent);
const outils = data.outils;
const ranks = new Map(outils.map((outil, rank) => [outil.code, rank]));
const cards = new Array(outils.length);
for (const card of list('.k-carte')) cards[ranks.get(card.dataset.outil)] = card;

/** The title of a tool, as its card shows it. */
const readTitle = (rank) => find('h4 a', cards[rank]).textContent;

/** « 45 min », « 1 h », « 1 h 30 », as in all other documents. */
function formatMinutes(count) {
  const hours = Math.floor(count / 60);
  const minutes = count % 60;
  if (!hours) return `${minutes}${NBSP}min`;
  const left = minutes ? `${NBSP}${String(minutes).padStart(2, '0')}` : '';
  return `${hours}${NBSP}h${left}`;
}

/** The time on the clock some minutes after « 14:05 »: « 14 h 05 ». */
function formatHeure(debut, minutes) {
  const [hours, past] = debut.split(':').map(Number);
  const total = (hours * 60 + past + minutes) % 1440;
  const left = String(total % 60).padStart(2, '0');
  return `${Math.floor(total / 60)}${NBSP}h${NBSP}${left}`;
}

const countOf = (count, word) => `${count} ${word}${count > 1 ? (/eu$/.test(word) ? 'x' : 's') : ''}`;

/** Tell those who do not see the screen what has just changed. */
function announce(message) {
  find('#annonce').textContent = message;
}
