// Runs before anything is painted: light or dark, as the person chose in this browser, else as the system says.
(() => {
  let choice = '';
  try {
    choice = localStorage.getItem('pupitre.theme') ?? '';
  } catch {
    // A browser that keeps nothing: the system's choice.
  }
  const asked = new URLSearchParams(location.search).get('theme');
  if (asked === 'light' || asked === 'dark') choice = asked;
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
