// Before the first paint: the chosen or the system's colours, so that a dark screen never flashes white.
(function () {
  var chosen;
  try { chosen = localStorage.getItem('mantine-color-scheme-value'); } catch { chosen = null; }
  var dark = chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();

// While the scripts are still on their way: asks who this is and, for the board without filters, what stands on it. api/early.ts takes the answers up.
(function () {
  function ask(path) {
    var answer = fetch(path, { credentials: 'same-origin' });
    // Whoever takes it up asks again; nobody has to.
    answer.catch(function () {});
    return answer;
  }
  window.askedEarly = { at: Date.now(), answers: { '/api/session': ask('/api/session') } };
  if (location.pathname === '/board' && location.search === '') window.askedEarly.answers['/api/board'] = ask('/api/board');
})();

// The first number and the first date that a page writes wait for the browser to load how its language writes them; now nobody waits.
// The languages are those of i18n/i18n.ts; one that is missing here is only not loaded ahead.
(function () {
  var kept;
  try { kept = localStorage.getItem('beckon-language'); } catch { kept = null; }
  var written = /^fr/i.test(kept || navigator.language) ? 'fr-FR' : 'en-GB';
  new Intl.NumberFormat(written).format(1000);
  new Intl.DateTimeFormat(written, { dateStyle: 'medium', timeStyle: 'short' }).format(0);
})();
