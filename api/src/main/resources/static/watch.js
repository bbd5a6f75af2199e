/* Fetches how checks and rebuilds stand again and again while one is under way. */
(() => {
  const address = '/audit/checks';
  const pause = 1500;

  const look = async () => {
    const here = document.getElementById('checks');
    if (!here || here.dataset.running !== 'true') return;
    try {
      const answer = await fetch(address, { headers: { Accept: 'text/html' } });
      if (answer.status >= 500) throw new Error(answer.statusText);
      // Whoever may not look any more would be turned away again and again.
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const now = page.getElementById('checks');
      if (!now) return;
      here.replaceWith(now);
    } catch {
      // The next look may reach it.
    }
    setTimeout(look, pause);
  };

  setTimeout(look, pause);
})();
