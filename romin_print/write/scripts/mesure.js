// How many pages each thing takes. Browsers do not leave a page blank so that the next
// person begins on a recto: the page has to know, and put one in. Columns of the size
// of a page are broken by the same rules as pages, with the styles of print put on for
// the time of the count; nothing is drawn meanwhile.

// The room of each kind of page, in millimetres: A4 less the margins of its @page.
const AREAS = { fiche: [175, 274], support: [178, 268], jeu: [180, 272] };
const MARGINS = { fiche: '10mm 13mm 13mm 22mm', support: '12mm 16mm 17mm', jeu: '8mm 15mm 17mm' };

// The style of sheets gives a height to so many lines.
const MOST_ROWS = 40;

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

/** Lay a copy of a sheet in pages of its kind; give what is found there. */
function layOut(sheet, look) {
  const [width, height] = AREAS[findKind(sheet)];
  const frame = document.createElement('div');
  frame.className = 'k-papier k-mesure';
  frame.style.width = frame.style.columnWidth = `${width}mm`;
  frame.style.height = `${height}mm`;
  const copy = sheet.cloneNode(true);
  frame.append(copy);
  document.body.append(frame);
  const found = look(copy, frame);
  frame.remove();
  return found;
}

// One rectangle for each column that the sheet has a piece in.
const countColumns = (copy) => Math.max(1, copy.getClientRects().length);

/** Count the pages of some sheets. */
const countPages = (sheets) => withPrintStyles(() => sheets.map((sheet) => layOut(sheet, countColumns)));

/** Let the lines to write on go down to the foot of the page, as the PDF does. */
function stretchSheets(sheets) {
  withPrintStyles(() => {
    for (const sheet of sheets) {
      const grown = layOut(sheet, growLines);
      list('textarea', sheet).forEach((field, at) => field.setAttribute('rows', grown[at]));
    }
  });
}

/** Add lines to a sheet of one page, to each thing in turn, until there is no room. */
function growLines(copy, frame) {
  const fits = () => countColumns(copy) === 1 && copy.getBoundingClientRect().height <= frame.clientHeight;
  const readRows = (field) => Number(field.getAttribute('rows'));
  const change = (fields, by) => fields.forEach((field) => field.setAttribute('rows', readRows(field) + by));
  const open = new Set(fits() ? listStretched(copy) : []);
  while (open.size) {
    for (const fields of open) {
      change(fields, 1);
      if (fits() && readRows(fields[0]) <= MOST_ROWS) continue;
      change(fields, -1);
      open.delete(fields);
    }
  }
  return list('textarea', copy).map((field) => field.getAttribute('rows'));
}

/** List what may be stretched: a field alone, or all those of a table, so that its rows stay alike. */
function listStretched(copy) {
  const blocks = list('[data-etirable]', copy).map((block) => list('textarea', block));
  const units = blocks.flatMap((fields) => (fields.some((field) => field.closest('tr')) ? [fields] : fields.map((field) => [field])));
  return units.filter((fields) => fields.length);
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
