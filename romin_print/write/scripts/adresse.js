// The fragment of the address: a place of the page, then the selection. It may come
// from anyone's mail, so nothing in it is believed: unknown codes are told and left
// out, numbers and lengths are bounded, and its words are only ever set as text.

const LONGEST = 6000;
const MOST_COPIES = 60;
const MOST_OUTILS = 40;
const LONGEST_TITLE = 80;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const makeEmpty = () => ({ codes: [], titre: '', copies: 1, debut: '' });

/** Undo the signs of an address; what is badly written stays as it is. */
function decode(text) {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch (error) {
    return text;
  }
}

const boundCopies = (text) => Math.min(MOST_COPIES, Math.max(1, parseInt(text, 10) || 1));
const boundTitle = (text) => Array.from(text.replace(CONTROLS, ' ').trim()).slice(0, LONGEST_TITLE).join('');
const boundDebut = (text) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? text : '');

/** Find the tool that a word of a link names; what a message adds to it does not count. */
function findCode(word) {
  if (ranks.has(word)) return word;
  return [...ranks.keys()].find((code) => word.startsWith(code) && !/[\d-]/.test(word.charAt(code.length))) || word;
}

/** Undo what a mail does to a link: its signs written otherwise, and words after it. */
function mendLink(address) {
  const plain = address.trim().replace(/&amp;/gi, '&');
  const text = plain.replace(/^.*?(?:#|%23)(?=[\w-]*&outils=)/i, '');
  const last = text.lastIndexOf('=');
  return text.slice(0, last + 1) + text.slice(last + 1).split(/\s/)[0];
}

/** Read what stands after « # »: the place, the selection if there is one, what is unknown. */
function readFragment(address) {
  const text = address.slice(address.indexOf('#') + 1).slice(0, LONGEST).trim();
  const [place, ...pairs] = text.split('&');
  const given = new Map();
  for (const pair of pairs) {
    const cut = pair.indexOf('=');
    if (cut > 0) given.set(pair.slice(0, cut), decode(pair.slice(cut + 1)));
  }
  const unknown = [];
  if (!given.has('outils')) return { place: decode(place), selection: null, unknown };
  const selection = makeEmpty();
  for (const code of given.get('outils').toUpperCase().split(',')) {
    const wanted = findCode(code.trim());
    if (!wanted || selection.codes.includes(wanted)) continue;
    if (ranks.has(wanted) && selection.codes.length < MOST_OUTILS) selection.codes.push(wanted);
    else unknown.push(boundTitle(wanted).slice(0, 20));
  }
  selection.titre = boundTitle(given.get('titre') || '');
  selection.copies = boundCopies(given.get('copies') || '1');
  selection.debut = boundDebut((given.get('debut') || '').slice(0, 5));
  return { place: decode(place), selection, unknown: unknown.slice(0, 10) };
}

/** Write a place and a selection as a fragment, without the « # ». */
function writeFragment(place, selection) {
  const told = [place];
  const { codes, titre, copies, debut } = selection;
  if (codes.length) told.push(`outils=${codes.join(',')}`);
  if (codes.length && titre) told.push(`titre=${encodeURIComponent(titre)}`);
  if (codes.length && copies > 1) told.push(`copies=${copies}`);
  if (codes.length && debut) told.push(`debut=${debut}`);
  return told.join('&');
}
