// The run sheet of a selection. The page has a run sheet whose words are tokens
// (plan/catalogue_deroule.py) and what each tool brings: the words and their layout
// are those of every other run sheet, and only tokens are replaced here.

const tokens = data.jetons;

/** Merge what the tools bring to one list, each thing once. */
function gather(codes, nom, keep = () => true) {
  const seen = new Set();
  const rows = [];
  for (const code of codes) {
    const outil = outils[ranks.get(code)];
    const own = list(`#apport-${code.toLowerCase()} [data-apport="${nom}"] > li`);
    outil[nom].forEach((number, at) => {
      if (own[at] && !seen.has(number) && keep(outil, at)) {
        seen.add(number);
        rows.push(own[at].cloneNode(true));
      }
    });
  }
  return rows;
}

/** The aims: the first two of each tool, if they are too many. */
function gatherObjectifs(codes) {
  const all = new Set(codes.flatMap((code) => outils[ranks.get(code)].objectifs));
  const many = all.size > data.objectifs;
  return gather(codes, 'objectifs', (_, at) => !many || at < 2);
}

/** What to bring; a thing that is a sheet of one of the tools is counted elsewhere. */
function gatherMateriel(codes) {
  const here = new Set(codes.map((code) => ranks.get(code)));
  return gather(codes, 'materiel', (outil, at) => !outil.feuilles[at].some((rank) => here.has(rank)));
}

/** The words that all the tools have chosen: « Milieu ouvert, milieu fermé ». */
function shareWords(lists, titles) {
  const shared = lists[0].filter((rank) => lists.every((own) => own.includes(rank)));
  const lower = (word) => (/^.\p{Lu}/u.test(word) ? word : word.charAt(0).toLowerCase() + word.slice(1));
  return shared.map((rank, at) => (at ? lower(titles[rank]) : titles[rank])).join(', ');
}

function formatEffectif(low, high) {
  if (low > high) return '';
  if (high === 1) return `1${NBSP}personne`;
  return low === high ? `${low}${NBSP}personnes` : `${low}${NBSP}à${NBSP}${high}${NBSP}personnes`;
}

/** The sheets of a tool, in the page. */
const listFeuilles = (code) => list(`[data-outil="${code}"] > .support`);
const nameFeuille = (sheet) => `${find('.code', sheet).textContent} ${find('.titre', sheet).textContent}`;

/** Replace tokens in the texts of an element. */
function replaceTokens(root, values) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (const [token, value] of values) {
      if (node.data.includes(token)) node.data = node.data.split(token).join(value);
    }
  }
}

/** The nearest element of a kind that holds a token. */
function findToken(root, token, kind) {
  return list(kind, root).find((element) => element.textContent.includes(token));
}

/** A line between two rows, as in the page: words of two of them never touch. */
const spread = (rows) => rows.flatMap((row) => [row, '\n']);

/** Put other rows in the place of the one that holds a token. */
function replaceRow(root, token, kind, rows) {
  const row = findToken(root, token, kind);
  if (row) row.replaceWith(...spread(rows));
}

/** Repeat the row that holds a token, once for each set of values. */
function repeatRow(root, token, kind, sets) {
  const row = findToken(root, token, kind);
  if (!row) return;
  row.replaceWith(...spread(sets.map((values) => {
    const copy = row.cloneNode(true);
    replaceTokens(copy, values);
    return copy;
  })));
}

/** Remove the column of a table that holds a token. */
function removeColumn(root, token) {
  const cell = findToken(root, token, 'td');
  if (!cell) return;
  const at = cell.cellIndex;
  for (const row of cell.closest('table').rows) row.cells[at].remove();
}

/** « 1 à 3 exemplaires » of the token, in the number that is wanted. */
const exemplaires = (copies) => [`${tokens.exemplaires} exemplaires`, countOf(copies, 'exemplaire')];

/** Say, at the head and at the foot, that some of the tools are not validated. */
function warnDrafts(sheet, own) {
  if (own.every((outil) => outil.valide)) return;
  const warning = find('#rappel-validation').cloneNode(true);
  warning.removeAttribute('id');
  find('.bandeau', sheet).append(warning);
  sheet.dataset.pied += ' · contient des outils sans validation en cours';
}

/** Make the run sheet of a selection. */
function makeDeroule({ codes, titre, copies, debut }) {
  const sheet = find('#gabarit > article').cloneNode(true);
  const own = codes.map((code) => outils[ranks.get(code)]);
  const total = own.reduce((sum, outil) => sum + outil.duree, 0);
  const nom = titre || `Séance ${codes.join(', ')}`;
  let start = 0;
  const sets = own.map((outil, at) => {
    const values = [
      ['1. ', `${at + 1}. `],
      ['Jetoncode', outil.code],
      ['Jetonoutil', readTitle(ranks.get(outil.code))],
      [formatMinutes(tokens.duree), formatMinutes(outil.duree)],
      ['Jetonheure', debut ? formatHeure(debut, start) : ''],
    ];
    start += outil.duree;
    return values;
  });
  fillIdentite(sheet, own, debut);
  if (!debut) removeColumn(find('.horaire', sheet), 'Jetonheure');
  repeatRow(find('.horaire', sheet), 'Jetoncode', 'tr', sets);
  repeatRow(find('.fidelite', sheet), 'Jetonoutil', 'tr', sets);
  repeatRow(sheet, 'Jetonfeuille', 'li', codes.flatMap(listFeuilles)
    .map((feuille) => [['Jetonfeuille', nameFeuille(feuille)], exemplaires(copies)]));
  replaceRow(sheet, 'Jetonmateriel', 'li', gatherMateriel(codes));
  replaceRow(sheet, 'Jetonobjectif', 'li', gatherObjectifs(codes));
  replaceRow(sheet, 'Jetontrace', 'li', gather(codes, 'trace'));
  find('.deroule', sheet).append(...spread(codes.map(makeMoment).filter(Boolean)));
  replaceTokens(sheet, [
    ['Jetontitre', nom],
    [formatMinutes(tokens.total), formatMinutes(total)],
    ['Jetonheure', debut ? formatHeure(debut, 0) : ''],
    ['Jetonfin', debut ? formatHeure(debut, total) : ''],
  ]);
  sheet.setAttribute('style', cards[ranks.get(codes[0])].getAttribute('style'));
  sheet.dataset.pied = sheet.dataset.pied
    .replace('Jetontitre', () => nom)
    .replace('empreinte Jetonempreinte', () => `${data.kit.titre}, édition ${data.kit.edition}`);
  warnDrafts(sheet, own);
  return sheet;
}

/** The rows of the identity: those that the tools do not share are not told. */
function fillIdentite(sheet, own, debut) {
  const table = find('.identite', sheet);
  const low = Math.max(...own.map((outil) => outil.effectif[0]));
  const high = Math.min(...own.map((outil) => outil.effectif[1]));
  const rows = [
    [formatEffectif(tokens.bas, tokens.haut), formatEffectif(low, high)],
    ['Jetoncadre', shareWords(own.map((outil) => outil.facettes.cadres), data.cadres)],
    ['Jetonpublic', shareWords(own.map((outil) => outil.publics), data.publics)],
  ];
  for (const [token, value] of rows) {
    const row = findToken(table, token, 'tr');
    if (row && value) replaceTokens(row, [[token, value]]);
    else if (row) row.remove();
  }
  const hours = findToken(table, 'Jetonfin', 'tr');
  if (hours && !debut) hours.remove();
}

/** The moment of a tool, numbered; nothing for a tool without a fiche in this kit. */
function makeMoment(code, at) {
  const moment = find(`#apport-${code.toLowerCase()} .moment`);
  if (!moment) return null;
  const copy = moment.cloneNode(true);
  find('.numero', copy).textContent = `${at + 1}. `;
  return copy;
}
