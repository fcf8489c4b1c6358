// What will be printed: the run sheet of the counsellor, then a pack for each person.
// Each addressee begins on a recto: a leaf never belongs to two persons.

const paper = find('#papier');
// Only the last thing asked for is shown, however slow the letters come.
let turns = 0;

/** Copy the sheets that one person receives; their fields keep names of their own. */
function makePack(codes, number) {
  const pack = document.createElement('div');
  const title = document.createElement('h2');
  pack.className = 'exemplaire';
  title.className = 'k-titre-exemplaire';
  title.textContent = `Exemplaire ${number}`;
  pack.append(title, ...codes.flatMap(listFeuilles).map((sheet) => copySheet(sheet, number)));
  return pack;
}

function copySheet(sheet, number) {
  const copy = sheet.cloneNode(true);
  const code = find('.code', copy).textContent;
  for (const name of ['id', 'for', 'name', 'data-equivalent']) {
    for (const element of list(`[${name}]`, copy)) {
      element.setAttribute(name, `x${number}-${element.getAttribute(name)}`);
    }
  }
  blankFields(copy);
  copy.dataset.pied = copy.dataset.pied.replace(code, () => `${code} · Exemplaire ${number}`);
  return copy;
}

/** Empty the fields of a copy: what one person wrote on the screen is for no other. */
function blankFields(copy) {
  for (const field of list('input, textarea, select', copy)) {
    // A picture of the paper: it is filled in by hand, or in the tool's own view.
    field.tabIndex = -1;
    field.style.removeProperty('width');
    field.style.removeProperty('height');
    if (field.tagName === 'SELECT') for (const option of field.options) option.selected = option.defaultSelected;
    else field.value = field.defaultValue;
    if ('defaultChecked' in field) field.checked = field.defaultChecked;
  }
}

const makeBlank = () => {
  const blank = document.createElement('div');
  blank.className = 'k-blanche';
  blank.setAttribute('aria-hidden', 'true');
  return blank;
};

/** Put a blank page wherever a side would be shared; return the number of pages. */
function padLeaves(addressees, pages) {
  let printed = 0;
  const pad = (before) => {
    if (printed % 2) {
      before.before(makeBlank());
      printed += 1;
    }
  };
  for (const addressee of addressees) {
    pad(addressee);
    for (const sheet of addressee.matches('article') ? [addressee] : list('article', addressee)) {
      // The two sides of a pack of cards go on one leaf.
      if (sheet.classList.contains('jeu')) pad(sheet);
      printed += pages.get(sheet);
    }
  }
  return printed;
}

/** Stretch the sheets of the first pack, and those of the others alike. */
function stretchPacks([first, ...others]) {
  stretchSheets(list('.support:not(.jeu)', first));
  const fields = list('textarea', first);
  for (const pack of others) {
    list('textarea', pack).forEach((field, at) => field.setAttribute('rows', fields[at].getAttribute('rows')));
  }
}

/** Count the pages of each thing; the packs are alike, so only the first is measured. */
function measureAll(addressees) {
  const pages = new Map();
  const packs = addressees.filter((addressee) => !addressee.matches('article'));
  if (packs[0]) stretchPacks(packs);
  const measured = [...addressees.filter((a) => a.matches('article')), ...(packs[0] ? list('article', packs[0]) : [])];
  const counts = countPages(measured);
  measured.forEach((sheet, at) => pages.set(sheet, counts[at]));
  for (const pack of packs.slice(1)) {
    list('article', pack).forEach((sheet, at) => pages.set(sheet, pages.get(list('article', packs[0])[at])));
  }
  return pages;
}

/** Show what will be printed: « tout », « deroule » or « feuilles ». */
async function showPaper(what) {
  const { codes, copies } = selection;
  const turn = ++turns;
  delete paper.dataset.pret;
  paper.replaceChildren();
  if (!codes.length) return;
  const told = codes.some((code) => find(`#apport-${code.toLowerCase()}`));
  const given = codes.some((code) => listFeuilles(code).length);
  const addressees = [];
  if (what !== 'feuilles' && told) addressees.push(makeDeroule(selection));
  for (let number = 1; what !== 'deroule' && given && number <= copies; number++) {
    addressees.push(makePack(codes, number));
  }
  paper.append(...addressees);
  writePages(list('article', paper));
  // The letters must be there, or nothing has its true height.
  paper.getBoundingClientRect();
  await document.fonts.ready;
  if (turn !== turns) return;
  const printed = padLeaves(addressees, measureAll(addressees));
  tellPaper(what, told, given, printed);
  paper.dataset.pret = what;
}

function tellPaper(what, told, given, printed) {
  const { copies } = selection;
  const packs = `${countOf(copies, 'jeu')} de feuilles`;
  const parts = [];
  if (what !== 'feuilles' && told) parts.push('le déroulé pour le CPIP');
  if (what !== 'deroule' && given) parts.push(packs);
  const leaves = `${countOf(printed, 'page')}, soit ${countOf(Math.ceil(printed / 2), 'feuille')} de papier en recto verso`;
  find('#dit-apercu').textContent = parts.length
    ? `Ci-dessous${NBSP}: ${parts.join(', puis ')}. ${leaves}.`
    : 'Les outils choisis n’ont rien de cela à imprimer dans ce kit.';
}

/** Mark the dates that are filled in: an empty one is printed as a line, not as « jj/mm/aaaa ». */
function markDates() {
  for (const date of list('input[type="date"], input[type="time"]')) date.classList.toggle('k-remplie', Boolean(date.value));
}

function startPaper() {
  addEventListener('beforeprint', markDates);
  document.addEventListener('input', markDates);
  document.documentElement.classList.toggle('k-marges', 'CSSMarginRule' in window);
  for (const button of list('[data-action="imprimer"]')) {
    button.addEventListener('click', async () => {
      await showPaper(button.value);
      if (paper.childElementCount) window.print();
    });
  }
}
