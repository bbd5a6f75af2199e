// A display on a wall renews itself once a minute; when the ledger does not answer, what hangs there
// stays and says since when, instead of an error page that nobody is there to reload.
const EVERY = 60_000

async function renew() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } })
    if (!answer.ok) throw new Error(answer.status)
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html')
    document.body.replaceWith(next.body)
  } catch {
    document.getElementById('stale').hidden = false
  }
}

setInterval(renew, EVERY)
