// Before the first paint: the chosen or the system's colours, so that a dark screen never flashes white.
(function () {
  var chosen;
  try { chosen = localStorage.getItem('mantine-color-scheme-value'); } catch { chosen = null; }
  var dark = chosen === 'dark' || (chosen !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
