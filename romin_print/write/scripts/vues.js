// One view at a time, named by the fragment of the address, so that the browser's own
// back and forward work. The focus goes to the title of what is shown.

const root = document.documentElement;
const views = list('.k-vue');
// Marks the entries of the history that this page wrote: going back to one must not
// bring an older selection back.
const own = { romin: Math.random() };
let left = null;

/** Give the focus to a title, and bring it into sight. */
function focusOn(element) {
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'start' });
}

const currentPlace = () => readFragment(location.hash).place || 'catalogue';

/** Write the selection in the address, without leaving the place. */
function rewriteAddress() {
  const told = `#${writeFragment(currentPlace(), selection)}`;
  if (told !== location.hash && (location.hash || selection.codes.length)) history.replaceState(own, '', told);
  else history.replaceState(own, '');
}

/** Find the place that a fragment names, and the view that holds it. */
function findPlace(place) {
  const target = document.getElementById(place);
  const view = target && target.closest('.k-vue');
  return view ? [target, view] : [find('#catalogue'), find('#catalogue')];
}

/** Show the view that the address names. */
function follow(event) {
  const read = readFragment(location.hash);
  const ours = history.state && history.state.romin === own.romin;
  const [target, view] = findPlace(read.place);
  const told = read.selection && !ours ? listUnknown(read.unknown) : '';
  if (ours && outils.length) undoTaking(takings[history.state.taking]);
  if (outils.length) tell(view.id === 'selection' ? told : '');
  find('#dit-lien').textContent = view.id === 'selection' ? '' : told;
  if (read.selection && !ours && outils.length) adoptSelection(read.selection);
  else rewriteAddress();
  const before = views.find((other) => other.classList.contains('k-courante'));
  showView(view);
  if (view.id === 'apercu') showPaper('tout');
  if (event || location.hash) moveFocus(target, view, before);
}

function showView(view) {
  for (const other of views) other.classList.toggle('k-courante', other === view);
  root.classList.toggle('k-au-catalogue', view.id === 'catalogue');
  root.classList.add('k-pret');
  view.hidden = false;
  for (const link of list('.k-nav a')) {
    const here = link.getAttribute('href') === `#${view.id}`;
    if (here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  const title = view.id === 'catalogue' ? '' : `${view.getAttribute('aria-label') || find('h2', view).textContent} – `;
  document.title = title + data.kit.titre;
}

/** Go to the title of a place; back in the list, to the tool that one comes from. */
function moveFocus(target, view, before) {
  if (view.id === 'catalogue' && target === view && before && before !== view && left) {
    const { link, height } = left;
    scrollTo(0, height);
    link.focus({ preventScroll: true });
    return;
  }
  if (view.id === 'catalogue' && target === view) {
    scrollTo(0, 0);
    if (before) focusOn(find('#titre-methode'));
    return;
  }
  if (/^H[2-5]$/.test(target.tagName)) focusOn(target);
  else focusOn(find('h2, h3', target) || target);
}

/** Escape leaves a view for the one that it came from. */
function leaveView(event) {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== 'checkbox') return;
  const view = views.find((other) => other.classList.contains('k-courante'));
  if (view.id === 'catalogue') return;
  location.hash = view.id === 'apercu' ? '#selection' : '#catalogue';
}

function startViews() {
  for (const link of list('.k-evitement a')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const target = find(link.getAttribute('href'));
      if (target === field && !target.offsetParent) showView(find('#catalogue'));
      focusOn(target);
    });
  }
  find('#catalogue').addEventListener('click', ({ target }) => {
    const link = target.closest('a[href^="#"]');
    if (link) left = { link, height: scrollY };
  });
  // The ring around titles is for those who move by keyboard.
  addEventListener('keydown', () => root.classList.add('k-clavier'));
  addEventListener('pointerdown', () => root.classList.remove('k-clavier'));
  addEventListener('keydown', leaveView);
  addEventListener('hashchange', follow);
  // Once the page has come, the browser goes to the place by itself and drops the focus.
  if (location.hash) addEventListener('load', () => requestAnimationFrame(keepFocus));
}

/** Give the focus back to the title of the place, if the browser has just dropped it. */
function keepFocus() {
  if (document.activeElement !== document.body) return;
  const [target, view] = findPlace(readFragment(location.hash).place);
  moveFocus(target, view);
}

// A kit may hold séances or binders alone: there is nothing to search or to choose.
if (outils.length) {
  startList();
  startSelection();
  startPaper();
}
startViews();
if (outils.length) showSelection();
follow();
