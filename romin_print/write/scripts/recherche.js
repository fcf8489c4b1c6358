// Search: the same ranking as `romin-print chercher` (plan/recherche.py). The weights
// were added up beforehand; here, a range of sorted words is found and summed.

/** « Cœur-Étape » is « coeur etape ». */
function fold(text) {
  return text
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const spellings = data.mots.split(' ');
const words = spellings.map(fold);

/** The rank of the first word that is not before this one. */
function findFirst(word) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Score every tool for one word: its weights, twice when the word is whole. */
function scoreWord(word) {
  const scores = new Uint32Array(outils.length);
  for (let at = findFirst(word); at < words.length && words[at].startsWith(word); at++) {
    const times = words[at] === word ? 2 : 1;
    const postings = data.liens[at];
    for (let i = 0; i < postings.length; i += 2) scores[postings[i]] += postings[i + 1] * times;
  }
  return scores;
}

// « l’alcool » is looked for as « alcool », and « a01 » as « A-01 ».
const ELISION = /(^|[^\p{L}\p{N}])(?:[ldjmnstc]|qu)['’ʼ](?=[\p{L}\p{N}])/giu;
const joinCode = (word) => word.replace(/^([a-z])(0|\d\d)$/, '$1 $2');
const splitWords = (text) => fold(text.replace(ELISION, '$1')).split(' ').map(joinCode).join(' ').split(' ').filter(Boolean);

/** The ranks of the tools that hold every word, the best first; null without a word. */
function searchOutils(text) {
  const wanted = splitWords(text);
  if (!wanted.length) return null;
  const scores = wanted.map(scoreWord);
  const found = [];
  for (let rank = 0; rank < outils.length; rank++) {
    if (scores.every((score) => score[rank])) {
      found.push([rank, scores.reduce((sum, score) => sum + score[rank], 0)]);
    }
  }
  // Tools are in the order of codes, which decides between equals.
  found.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  return found.map(([rank]) => rank);
}

/** Put the nearest known word in the place of each unknown one; empty if there is none. */
function suggest(text) {
  let changed = false;
  const told = splitWords(text).map((word) => {
    const at = findFirst(word);
    if (at < words.length && words[at].startsWith(word)) return word;
    const near = findNearest(word);
    changed = changed || near >= 0;
    return near >= 0 ? spellings[near] : word;
  });
  const suggested = told.join(' ');
  return changed && searchOutils(suggested).length ? suggested : '';
}

/** The rank of the word with the fewest letters to change: one, or two of a long word. */
function findNearest(word) {
  let best = -1;
  let least = word.length > 7 ? 2.5 : 1.5;
  words.forEach((known, at) => {
    if (Math.abs(known.length - word.length) >= least || known.length < 3) return;
    const distance = measureDistance(word, known);
    if (distance < least) {
      least = distance;
      best = at;
    }
  });
  return best;
}

/** Letters to add, remove, change or swap, to go from a word to another. */
function measureDistance(one, other) {
  let older = [];
  let last = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    older = last;
    last = row;
  }
  return last[other.length];
}
