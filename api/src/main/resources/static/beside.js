/*
 * Opens what a link marked data-beside leads to in the panel beside it, from the same address, so
 * that the reader does not lose his place. Without this script the link is a link.
 */
(() => {
  const panel = document.getElementById('beside');
  if (!panel) return;
  const words = panel.dataset;
  let from = null;
  let trail = [];

  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  const close = () => {
    panel.hidden = true;
    panel.replaceChildren();
    document.documentElement.classList.remove('has-beside');
    trail = [];
    if (from) {
      from.removeAttribute('aria-current');
      from.focus();
    }
    from = null;
  };

  const show = async (address, part) => {
    const bar = element('p', '', { class: 'bar' });
    if (trail.length > 1) {
      const back = element('button', words.back, { type: 'button', class: 'plain' });
      back.addEventListener('click', () => {
        trail.pop();
        show(...trail[trail.length - 1]);
      });
      bar.append(back, ' ');
    }
    const shut = element('button', words.close, { type: 'button', class: 'plain' });
    shut.addEventListener('click', close);
    bar.append(element('a', words.whole, { href: address }), ' ', shut);
    const body = element('div', words.loading, { tabindex: '-1', role: 'status' });
    panel.replaceChildren(bar, body);
    panel.hidden = false;
    document.documentElement.classList.add('has-beside');
    body.focus();
    const asked = trail.length;
    try {
      const answer = await fetch(address, { headers: { Accept: 'text/html' } });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const found = page.querySelector(part) ?? page.querySelector('main');
      if (!body.isConnected || asked !== trail.length) return;
      body.removeAttribute('role');
      body.replaceChildren(...[...found.childNodes].filter((it) => it.nodeName !== 'SCRIPT'));
      body.querySelectorAll('[id]').forEach((it) => it.removeAttribute('id'));
      // What scrolls sideways has a place among what the keyboard reaches.
      body.querySelectorAll('.wide, pre').forEach((it) => {
        it.tabIndex = 0;
      });
    } catch {
      if (body.isConnected) body.textContent = words.failed;
    }
  };

  const plain = (event) =>
    event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (!link || !plain(event)) return;
    if (link.dataset.beside) {
      event.preventDefault();
      if (from) from.removeAttribute('aria-current');
      from = link;
      link.setAttribute('aria-current', 'true');
      trail = [[link.href, link.dataset.beside]];
      show(...trail[0]);
    } else if (panel.contains(link) && /^\/log\/facts\/\d+$/.test(new URL(link.href).pathname)) {
      event.preventDefault();
      trail.push([link.href, 'main']);
      show(link.href, 'main');
    }
  });

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden) close();
  });
})();
