'use strict';
// Before anything is drawn: what needs the program shows, and one view at a time.
document.documentElement.classList.add('k-script');
// A browser too old for the program, or that will not run it, still shows everything.
document.addEventListener('DOMContentLoaded', () => {
  const root = document.documentElement;
  if (!root.classList.contains('k-pret')) root.classList.remove('k-script');
});
