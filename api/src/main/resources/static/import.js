// Moves the bar of an import that is worked on, and shows the page anew once nobody works on it.
'use strict'
const bar = document.getElementById('progress')
const told = document.getElementById('told')
const look = async () => {
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: 'application/json' } })
    // Whoever may not look any more would be turned away again and again; the page says why.
    if (!answer.ok && answer.status < 500) return location.reload()
    const content = (await answer.json()).content
    if (!content.working) return location.reload()
    bar.value = content.percent
    told.textContent = told.dataset.text
      .replace('DONE', content.done.toLocaleString('en'))
      .replace('ALL', content.orders.toLocaleString('en'))
  } catch {
    // The next look comes; whoever does not want to wait reloads the page.
  }
  setTimeout(look, 1000)
}
if (bar) setTimeout(look, 500)
