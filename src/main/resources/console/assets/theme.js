(() => {
  let theme = null;
  try { theme = localStorage.getItem('theme'); } catch { /* none is kept */ }
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
})();
