// The list of tools: what is looked for, what is ticked, and what is left of them.

const field = find('#recherche');
const boxes = list('[data-facette]').map((box) => ({
  box,
  nom: box.dataset.facette,
  rank: data.facettes[box.dataset.facette].indexOf(box.value),
  total: find('.k-total', box.parentNode),
}));
const shelves = list('.k-rayon').map((shelf) => ({
  shelf,
  rows: find('.k-cartes', shelf),
  own: list('.k-carte', shelf).map((card) => ranks.get(card.dataset.outil)),
}));
const found = find('#trouves');
// Up to so many tools in all, every card is shown; beyond, so many of each list.
const SHOWN_ALL = 60;
const SHOWN_RANKED = 30;
const SHOWN_SHELF = 9;

/** The ticked boxes of each facet: any of a facet is enough, every facet counts. */
function readFacettes() {
  const wanted = new Map();
  for (const { box, nom, rank } of boxes) {
    if (box.checked) wanted.set(nom, [...(wanted.get(nom) || []), rank]);
  }
  return wanted;
}

/** Say whether a tool answers to the facets, less one. */
function answers(rank, wanted, less) {
  for (const [nom, chosen] of wanted) {
    const own = outils[rank].facettes[nom];
    if (nom !== less && !chosen.some((choice) => own.includes(choice))) return false;
  }
  return true;
}

/** Show the tools that answer; called at every key. */
function updateList() {
  const wanted = readFacettes();
  const ranked = searchOutils(field.value);
  const all = ranked || outils.map((_, rank) => rank);
  const kept = all.filter((rank) => answers(rank, wanted, ''));
  countFacettes(all, wanted);
  if (ranked) showRanked(kept);
  else showShelves(new Set(kept));
  tellState(kept.length, Boolean(ranked) || wanted.size > 0);
}

/** Write, beside each box, how many tools it would leave. */
function countFacettes(ranked, wanted) {
  const pools = new Map();
  for (const { box, nom, rank, total } of boxes) {
    if (!pools.has(nom)) pools.set(nom, ranked.filter((tool) => answers(tool, wanted, nom)));
    const count = pools.get(nom).filter((tool) => outils[tool].facettes[nom].includes(rank)).length;
    total.textContent = `(${count})`;
    box.parentNode.classList.toggle('k-sans', !count);
  }
}

/** One list, the best first. */
function showRanked(kept) {
  find('#rayons').hidden = true;
  const shown = showSome(kept, found, SHOWN_RANKED);
  find('.k-cartes', found).replaceChildren(...shown.map((rank) => cards[rank]));
  found.hidden = !kept.length;
}

/** The shelves of the stages, each card back in its place. */
function showShelves(kept) {
  found.hidden = true;
  for (const { shelf, rows, own } of shelves) {
    const left = own.filter((rank) => kept.has(rank));
    const shown = showSome(left, shelf, SHOWN_SHELF);
    rows.replaceChildren(...shown.map((rank) => cards[rank]));
    shelf.hidden = !left.length;
  }
  find('#rayons').hidden = false;
}

/** The first cards of a list, and a button for the others: a long list is not read. */
function showSome(kept, part, few) {
  const limit = part.dataset.etendu || outils.length <= SHOWN_ALL ? Infinity : few;
  find('[data-action="plus"]', part).hidden = kept.length <= limit;
  return kept.slice(0, limit);
}

/** Show all of a list; the focus goes to the first card that was not there. */
function extend(part) {
  const before = list('.k-carte', part).length;
  part.dataset.etendu = 'oui';
  updateList();
  find('a', list('.k-carte', part)[before]).focus();
}

/** Bring the field to the top, when what it finds is out of sight under it. */
function showResults() {
  const low = field.getBoundingClientRect().top > innerHeight / 3;
  if (low) find('#titre-outils').scrollIntoView({ block: 'start' });
}

function tellState(count, narrowed) {
  const all = countOf(outils.length, 'outil');
  const told = narrowed ? `${countOf(count, 'outil')} sur ${outils.length}` : all;
  find('#etat').textContent = count ? told : `Aucun outil sur ${outils.length}`;
  find('.k-etat [data-action="effacer"]').hidden = !narrowed;
  find('#rien').hidden = count > 0;
  const near = count ? '' : suggest(field.value);
  find('#vouliez-vous').hidden = !near;
  find('[data-action="essayer"]').textContent = near;
}

/** Forget what was looked for, and what was ticked. */
function clearList() {
  field.value = '';
  for (const { box } of boxes) box.checked = false;
  updateList();
  field.focus();
}

/** Keep the tools of one stage, and go to them. */
function keepEtape(slug) {
  field.value = '';
  for (const { box, nom } of boxes) box.checked = nom === 'etapes' && box.value === slug;
  updateList();
  focusOn(find('#titre-outils'));
}

function startList() {
  field.addEventListener('input', () => {
    delete found.dataset.etendu;
    updateList();
    showResults();
  });
  for (const button of list('[data-action="plus"]')) {
    button.addEventListener('click', () => extend(button.closest('section')));
  }
  for (const { box } of boxes) box.addEventListener('change', updateList);
  for (const button of list('[data-action="effacer"]')) button.addEventListener('click', clearList);
  find('[data-action="essayer"]').addEventListener('click', (event) => {
    field.value = event.currentTarget.textContent;
    updateList();
    field.focus();
  });
  for (const link of list('a[data-etape]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      keepEtape(link.dataset.etape);
    });
  }
  find('.k-facettes').open = matchMedia('(min-width: 60rem)').matches;
  updateList();
}
