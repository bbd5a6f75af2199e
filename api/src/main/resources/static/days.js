/*
 * Moves the chain of who answered along the days: the slider asks the same address for another day,
 * held against the day that was shown before. Without this script the form does the same.
 */
(() => {
  const form = document.getElementById('days');
  const slider = form && form.querySelector('label.slider');
  if (!slider) return;
  const range = slider.querySelector('input');
  const told = slider.querySelector('output');
  const at = form.elements.namedItem('at');
  const against = form.elements.namedItem('against');
  const parts = ['answer-head', 'answer'];
  const dayOf = (number) => new Date(Number(number) * 86400000).toISOString().slice(0, 10);
  let asked = 0;

  const tell = () => {
    told.textContent = dayOf(range.value);
    range.setAttribute('aria-valuetext', told.textContent);
  };

  const move = async () => {
    const day = dayOf(range.value);
    if (day === at.value) return;
    against.value = at.value;
    at.value = day;
    const question = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) question.append(name, value);
    const address = form.action.split('?')[0] + '?' + question;
    const turn = ++asked;
    try {
      const answer = await fetch(address, { headers: { Accept: 'text/html' } });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (turn !== asked) return;
      for (const part of parts) {
        const now = page.getElementById(part);
        if (now) document.getElementById(part).replaceChildren(...now.childNodes);
      }
      history.replaceState(null, '', address);
    } catch {
      if (turn === asked) location.assign(address);
    }
  };

  slider.hidden = false;
  tell();
  range.addEventListener('input', tell);
  range.addEventListener('change', move);
})();
