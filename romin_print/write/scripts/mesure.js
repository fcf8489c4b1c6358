// How many pages each thing takes. Browsers do not leave a page blank so that the next
// person begins on a recto: the page has to know, and put one in. Columns of the size
// of a page are broken by the same rules as pages, with the styles of print put on for
// the time of the count; nothing is drawn meanwhile.

// The room of each kind of page, in millimetres: A4 less the margins of its @page.
const AREAS = { fiche: [175, 274], support: [178, 268], jeu: [180, 272] };
const MARGINS = { fiche: '10mm 13mm 13mm 22mm', support: '12mm 16mm 17mm', jeu: '8mm 15mm 17mm' };

const findKind = (sheet) => (sheet.classList.contains('jeu') ? 'jeu' : sheet.classList.contains('support') ? 'support' : 'fiche');

/** Do something while the styles of print are on, and those of the screen off. */
function withPrintStyles(work) {
  const changed = [];
  const swap = (rules) => {
    for (const rule of rules) {
      if (!(rule instanceof CSSMediaRule)) continue;
      const told = rule.media.mediaText;
      const other = /\bscreen\b/.test(told) ? 'not all' : told === 'print' ? 'all' : told;
      if (other === told) continue;
      changed.push([rule, told]);
      rule.media.mediaText = other;
    }
  };
  for (const sheet of document.styleSheets) swap(sheet.cssRules);
  try {
    return work();
  } finally {
    for (const [rule, told] of changed) rule.media.mediaText = told;
  }
}

/** Count the pages of some sheets. */
function countPages(sheets) {
  return withPrintStyles(() => sheets.map((sheet) => {
    const [width, height] = AREAS[findKind(sheet)];
    const frame = document.createElement('div');
    frame.className = 'k-papier k-mesure';
    frame.style.width = frame.style.columnWidth = `${width}mm`;
    frame.style.height = `${height}mm`;
    frame.append(sheet.cloneNode(true));
    document.body.append(frame);
    // One rectangle for each column that the sheet has a piece in.
    const pages = Math.max(1, frame.firstChild.getClientRects().length);
    frame.remove();
    return pages;
  }));
}

/** Write any text as a string of CSS: every sign that is no letter is escaped. */
function quoteCss(text) {
  const told = Array.from(text, (sign) => (/[A-Za-z0-9 ]/.test(sign) ? sign : `\\${sign.codePointAt(0).toString(16)} `));
  return `"${told.join('')}"`;
}

/** Give each printed thing a page of its own name, whose foot says what it is. */
function writePages(sheets) {
  const rules = sheets.map((sheet, at) => {
    const kind = findKind(sheet);
    const right = kind === 'fiche' ? 'counter(page)' : 'none';
    sheet.id = `papier-${at}`;
    return `#papier-${at} { page: p${at} }
@page p${at} { size: A4; margin: ${MARGINS[kind]};
  @bottom-left { content: ${quoteCss(sheet.dataset.pied)}; width: 88%; font-size: 8pt; color: #444; vertical-align: top; padding-top: 2mm }
  @bottom-right { content: ${right}; font-size: 8.5pt; vertical-align: top; padding-top: 2mm } }`;
  });
  let style = find('#pages');
  if (!style) {
    style = document.createElement('style');
    style.id = 'pages';
    document.head.append(style);
  }
  const blank = '.k-blanche { page: blanche } @page blanche { @bottom-left { content: none } @bottom-right { content: none } }';
  style.textContent = `@media print { ${rules.map((rule) => rule.split('\n')[0]).join(' ')} }\n${rules.map((rule) => rule.split('\n').slice(1).join('\n')).join('\n')}\n${blank}`;
}
