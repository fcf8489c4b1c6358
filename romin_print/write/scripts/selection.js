// Ma sélection: which tools, in which order, for how many persons. It lives in this
// page and in its address, and nowhere else.

let selection = makeEmpty();
const chosen = find('#choisis');
// The cards that a search leaves out are not in the page, but they count.
const choices = list('[data-choix]');
const model = find('[data-modele="choisi"]');

const sumMinutes = () => selection.codes.reduce((sum, code) => sum + outils[ranks.get(code)].duree, 0);

/** Take another selection in the place of this one. */
function adoptSelection(other) {
  selection = other;
  find('#nom-seance').value = selection.titre;
  find('#exemplaires').value = selection.copies;
  find('#debut').value = selection.debut;
  updateSelection();
}

// What a taking of tools can be undone to, by the browser's own back.
const takings = [];

/** Add the tools of a séance to the selection; going back takes them out. */
function takeOutils(link) {
  const given = readFragment(link.getAttribute('href')).selection.codes;
  const before = { ...selection, codes: [...selection.codes] };
  const added = given.filter((code) => !before.codes.includes(code)).slice(0, MOST_OUTILS - before.codes.length);
  const codes = [...before.codes, ...added];
  history.replaceState({ ...own, taking: takings.push({ before, codes: codes.join() }) - 1 }, '');
  selection.codes = codes;
  showSelection();
  history.pushState(own, '', `#${writeFragment('selection', selection)}`);
  follow(new Event('hashchange'));
  tell(added.length
    ? `${countOf(added.length, 'outil')} de plus dans la sélection${NBSP}: ${added.join(', ')}. Le retour du navigateur l’annule.`
    : 'Ces outils sont déjà dans la sélection.');
}

/** Undo a taking, unless the selection has been changed since. */
function undoTaking(taking) {
  if (!taking || taking.codes !== selection.codes.join()) return;
  selection.codes = taking.before.codes;
  showSelection();
  announce(`Ajout annulé, ${countOf(selection.codes.length, 'outil')}`);
}

/** Show the selection wherever the page shows it. */
function showSelection() {
  const count = selection.codes.length;
  find('[data-dire="nombre"]').textContent = count;
  for (const box of choices) box.checked = selection.codes.includes(box.dataset.choix);
  for (const part of list('[data-si]')) part.hidden = (part.dataset.si === 'pleine') !== count > 0;
  chosen.replaceChildren(model, ...selection.codes.map(makeRow));
  tellTotals();
}

/** Show the selection, and write it in the address. */
function updateSelection() {
  showSelection();
  rewriteAddress();
}

function tellTotals() {
  const { debut } = selection;
  const total = sumMinutes();
  find('[data-dire="total"]').textContent = formatMinutes(total);
  const hours = debut ? `, de ${formatHeure(debut, 0)} à ${formatHeure(debut, total)}` : '';
  find('[data-dire="horaire"]').textContent = hours;
  // The folder of this machine says nothing to another one, and may name its user.
  find('#lien').value = `index.html#${writeFragment('selection', selection)}`;
}

/** One chosen tool, with what moves it. */
function makeRow(code, place) {
  const row = model.cloneNode(true);
  const rank = ranks.get(code);
  const link = find('a', row);
  row.hidden = false;
  delete row.dataset.modele;
  row.dataset.code = code;
  row.setAttribute('style', cards[rank].getAttribute('style'));
  find('.k-code', row).textContent = code;
  link.textContent = readTitle(rank);
  link.setAttribute('href', find('h4 a', cards[rank]).getAttribute('href'));
  find('.k-minutes', row).textContent = formatMinutes(outils[rank].duree);
  for (const hidden of list('.k-cache', row)) hidden.textContent = `${NBSP}: ${code} ${readTitle(rank)}`;
  const stuck = { monter: place === 0, descendre: place === selection.codes.length - 1 };
  for (const button of list('button', row)) {
    if (stuck[button.dataset.action]) button.setAttribute('aria-disabled', 'true');
  }
  return row;
}

/** Tick or untick a tool. */
function chooseOutil(code, wanted) {
  selection.codes = selection.codes.filter((other) => other !== code);
  if (wanted && selection.codes.length < MOST_OUTILS) selection.codes.push(code);
  updateSelection();
  const done = wanted ? 'ajouté à la sélection' : 'retiré de la sélection';
  announce(`${code} ${done}, ${countOf(selection.codes.length, 'outil')}`);
}

/** Move a tool one place up (-1) or down (1); the focus stays on the same button. */
function moveOutil(code, step, action) {
  const from = selection.codes.indexOf(code);
  const to = from + step;
  if (to < 0 || to >= selection.codes.length) return;
  selection.codes.splice(to, 0, ...selection.codes.splice(from, 1));
  updateSelection();
  find(`[data-code="${code}"] [data-action="${action}"]`).focus();
  announce(`${code}, place ${to + 1} sur ${selection.codes.length}`);
}

/** Take a tool out; the focus goes to the one that took its place. */
function removeOutil(code) {
  const at = selection.codes.indexOf(code);
  chooseOutil(code, false);
  const next = selection.codes[Math.min(at, selection.codes.length - 1)];
  if (next) find(`[data-code="${next}"] [data-action="retirer"]`).focus();
  else focusOn(find('#titre-selection'));
}

/** Say, in the selection's own view, what came of something. */
function tell(message) {
  find('#dit-selection').textContent = message;
}

const listUnknown = (unknown) => (unknown.length
  ? `${unknown.length > 1 ? 'Outils laissés de côté, absents de ce kit ou de trop' : 'Outil laissé de côté, absent de ce kit ou de trop'}${NBSP}: ${unknown.join(', ')}.`
  : '');

/** Open a link that was received: all that counts is after its « # ». */
function openReceived() {
  const read = readFragment(mendLink(find('#recu').value));
  if (!read.selection || !read.selection.codes.length) {
    tell(`Ce lien ne contient aucun outil de ce kit. ${listUnknown(read.unknown)}`.trim());
    return;
  }
  adoptSelection(read.selection);
  find('#recu').value = '';
  tell(`Sélection ouverte${NBSP}: ${countOf(read.selection.codes.length, 'outil')}. ${listUnknown(read.unknown)}`.trim());
  focusOn(find('#titre-selection'));
}

/** Copy the link; where the browser refuses, select it so that the person can. */
async function copyLink() {
  const link = find('#lien');
  link.select();
  let copied = false;
  try {
    await navigator.clipboard.writeText(link.value);
    copied = true;
  } catch (error) {
    copied = document.execCommand('copy');
  }
  tell(copied
    ? 'Lien copié. Le coller dans un message ; la personne qui a le même kit le collera dans « Ouvrir une sélection reçue ».'
    : 'Le lien est sélectionné : le copier avec Ctrl + C.');
}

const ACTIONS = {
  monter: (code) => moveOutil(code, -1, 'monter'),
  descendre: (code) => moveOutil(code, 1, 'descendre'),
  retirer: removeOutil,
};

function startSelection() {
  document.addEventListener('change', ({ target }) => {
    if (target.dataset.choix) chooseOutil(target.dataset.choix, target.checked);
  });
  chosen.addEventListener('click', ({ target }) => {
    const button = target.closest('button');
    if (button) ACTIONS[button.dataset.action](button.closest('li').dataset.code);
  });
  const follow = (id, event, change) => find(id).addEventListener(event, ({ target }) => {
    change(target);
    tellTotals();
    rewriteAddress();
  });
  follow('#nom-seance', 'input', ({ value }) => { selection.titre = boundTitle(value); });
  follow('#exemplaires', 'input', ({ value }) => { selection.copies = boundCopies(value); });
  follow('#exemplaires', 'change', (target) => { target.value = selection.copies; });
  follow('#debut', 'input', ({ value }) => { selection.debut = boundDebut(value); });
  find('[data-action="vider"]').addEventListener('click', () => {
    adoptSelection(makeEmpty());
    tell('La sélection est vide.');
    focusOn(find('#titre-selection'));
  });
  for (const link of list('[data-action="prendre"]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      takeOutils(link);
    });
  }
  find('[data-action="copier"]').addEventListener('click', copyLink);
  find('[data-action="ouvrir"]').addEventListener('click', openReceived);
  find('#recu').addEventListener('keydown', (event) => { if (event.key === 'Enter') openReceived(); });
}
