// 核对: recomputes in the reader's own browser what a page claims, in three steps, each resting on
// the one before: what is shown has the digest that was told → the facts behind it are in the log →
// the log's head is signed, and by witnesses too. Nothing is taken from the page but what the reader
// sees, and nothing is sent but requests for what anybody may read. The formats are those of C2SP
// (tlog-checkpoint, tlog-proof, tlog-cosignature, tlog-policy) over the hashing of RFC 6962.
'use strict'

{
  const panel = document.getElementById('verify')
  const utf8 = new TextEncoder()

  // So many facts are checked at the first press, and all at the second: a city has hundreds.
  const FIRST = 24
  const AT_ONCE = 6

  // ---- Words: the page brings them in its language; %1, %2 are filled in here.
  const words = Object.fromEntries(
    [...panel.querySelectorAll('[data-word]')].map((each) => [each.dataset.word, each.textContent]))

  const say = (word, ...values) =>
    values.reduce((text, value, i) => text.replaceAll('%' + (i + 1), value), words[word] ?? word)

  // ---- Outcomes. A step ends well, fails with both values, or says why it could not be done.
  class Failed extends Error {
    constructor(what, told, computed) {
      super(what)
      this.told = told
      this.computed = computed
    }
  }
  class Unchecked extends Error {}

  const expect = (what, told, computed) => {
    if (String(told) !== String(computed)) throw new Failed(what, told, computed)
  }

  // ---- Bytes
  const hex = (bytes) => [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')
  const base64 = (bytes) => btoa(String.fromCharCode(...bytes))

  // Two texts may not stand for the same bytes, so only the one that is written for them is read.
  function unbase64(text) {
    let bytes
    try {
      bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
    } catch {
      throw new Failed(say('malformed'), 'base64', text)
    }
    expect(say('malformed'), base64(bytes), text)
    return bytes
  }

  const joined = (...parts) => {
    const all = new Uint8Array(parts.reduce((n, each) => n + each.length, 0))
    let at = 0
    for (const part of parts) {
      all.set(part, at)
      at += part.length
    }
    return all
  }
  const sha256 = async (...parts) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', joined(...parts)))

  // ---- The tree of RFC 6962 (RFC 9162 §2.1): a leaf is hashed behind 0x00, a node behind 0x01.
  const leafHash = (entry) => sha256([0], entry)
  const nodeHash = (left, right) => sha256([1], left, right)

  // Positions pass 2^31 one day, so no shifts.
  const odd = (n) => n % 2 === 1
  const half = (n) => Math.floor(n / 2)

  async function rootFromInclusion(leaf, index, size, path) {
    if (index >= size) throw new Failed(say('proof.beyond'), index, size)
    let fn = index
    let sn = size - 1
    let hash = leaf
    for (const p of path) {
      if (sn === 0) throw new Failed(say('proof.long'), size, path.length)
      if (odd(fn) || fn === sn) {
        hash = await nodeHash(p, hash)
        while (fn !== 0 && !odd(fn)) [fn, sn] = [half(fn), half(sn)]
      } else hash = await nodeHash(hash, p)
      fn = half(fn)
      sn = half(sn)
    }
    if (sn !== 0) throw new Failed(say('proof.short'), size, path.length)
    return hash
  }

  // That the log of size m with root r1 is the beginning of the log of size n with root r2.
  async function consistent(m, n, r1, r2, path) {
    const told = base64(r2)
    if (m === n || path.length === 0) {
      expect(say('root.differs', m), base64(r1), m === n ? told : '—')
      return
    }
    const rest = [...path]
    const first = Number.isInteger(Math.log2(m)) ? r1 : rest.shift()
    let fn = m - 1
    let sn = n - 1
    while (odd(fn)) [fn, sn] = [half(fn), half(sn)]
    let fr = first
    let sr = first
    for (const c of rest) {
      if (sn === 0) throw new Failed(say('proof.long'), n, path.length)
      if (odd(fn) || fn === sn) {
        fr = await nodeHash(c, fr)
        sr = await nodeHash(c, sr)
        while (fn !== 0 && !odd(fn)) [fn, sn] = [half(fn), half(sn)]
      } else sr = await nodeHash(sr, c)
      fn = half(fn)
      sn = half(sn)
    }
    if (sn !== 0) throw new Failed(say('proof.short'), n, path.length)
    expect(say('root.differs', m), base64(r1), base64(fr))
    expect(say('root.differs', n), told, base64(sr))
  }

  // ---- Fetching
  async function fetched(address, json = false) {
    const answer = await fetch(address, {
      headers: json ? { Accept: 'application/json' } : {},
      credentials: 'same-origin',
    })
    if (!answer.ok) throw new Unchecked(say('fetch', address, answer.status))
    return answer
  }
  const bytesOf = async (address) => new Uint8Array(await (await fetched(address)).arrayBuffer())
  const textOf = async (address) => (await fetched(address)).text()
  const jsonOf = async (address) => (await fetched(address, true)).json()

  // ---- Notes and checkpoints
  function note(text) {
    const split = text.lastIndexOf('\n\n')
    if (split < 0 || !text.endsWith('\n')) throw new Failed(say('malformed'), 'signed note', text)
    const body = text.slice(0, split + 1)
    const lines = text.slice(split + 2, -1).split('\n')
    const signatures = lines.map((line) => {
      const [, name, payload] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? []
      if (!name) throw new Failed(say('malformed'), '— name base64', line)
      const bytes = unbase64(payload)
      return { name, id: hex(bytes.slice(0, 4)), payload: bytes.slice(4) }
    })
    const [origin, size, root] = body.split('\n')
    if (!/^(0|[1-9][0-9]{0,15})$/.test(size)) throw new Failed(say('malformed'), 'size', size)
    return { text, body, signatures, origin, size: Number(size), root }
  }

  function proofFile(text) {
    const lines = text.split('\n')
    expect(say('malformed'), 'c2sp.org/tlog-proof@v1', lines[0])
    let at = lines[1].startsWith('extra ') ? 2 : 1
    const [, index] = /^index (0|[1-9][0-9]{0,15})$/.exec(lines[at++]) ?? []
    if (index === undefined) throw new Failed(say('malformed'), 'index', lines[at - 1])
    const path = []
    while (lines[at] !== '' && at < lines.length) path.push(unbase64(lines[at++]))
    if (path.length > 63) throw new Failed(say('proof.long'), 63, path.length)
    return { index: Number(index), path, note: note(lines.slice(at + 1).join('\n')) }
  }

  // `name+id+base64(type || key)`: 1 signs checkpoints, 4 cosigns them with a time.
  async function verifierKey(text) {
    const [name, id, ...rest] = text.split('+')
    const bytes = unbase64(rest.join('+'))
    const computed = hex((await sha256(utf8.encode(name + '\n'), bytes)).slice(0, 4))
    expect(say('key.id', name), id, computed)
    const [type, raw] = [bytes[0], bytes.slice(1)]
    if ((type !== 1 && type !== 4) || raw.length !== 32) return { name, id, type, key: null }
    try {
      const key = await crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify'])
      return { name, id, type, key }
    } catch {
      throw new Unchecked(say('noEd25519'))
    }
  }

  const signed = (key, signature, message) =>
    crypto.subtle.verify({ name: 'Ed25519' }, key, signature, message)

  const of = (note, { name, id }) =>
    note.signatures.filter((each) => each.name === name && each.id === id)

  async function signedByLog(note, keys) {
    const known = keys.flatMap((key) => of(note, key).map((signature) => ({ key, signature })))
    if (known.length === 0)
      throw new Failed(
        say('signature.unknown'),
        keys.map((each) => each.name + '+' + each.id).join(', '),
        note.signatures.map((each) => each.name + '+' + each.id).join(', '))
    for (const { key, signature } of known)
      if (!(await signed(key.key, signature.payload, utf8.encode(note.body))))
        throw new Failed(
          say('signature.wrong', key.name),
          base64(signature.payload),
          note.origin + ' ' + note.size + ' ' + note.root)
  }

  // A cosignature says: at this time this was the largest tree that the witness had seen.
  async function cosigned(note, witness) {
    let newest = null
    for (const { payload } of of(note, witness)) {
      if (!witness.key || payload.length !== 72) continue
      const time = new DataView(payload.buffer, payload.byteOffset).getBigUint64(0)
      const message = utf8.encode('cosignature/v1\ntime ' + time + '\n' + note.body)
      if (!(await signed(witness.key, payload.slice(8), message)))
        throw new Failed(
          say('signature.wrong', witness.name),
          base64(payload.slice(8)),
          note.origin + ' ' + note.size + ' ' + note.root)
      newest = new Date(Number(time) * 1000)
    }
    return newest
  }

  // ---- The policy says who witnesses and how many are enough.
  async function policy(text) {
    const witnesses = new Map()
    const groups = new Map()
    let quorum = 'none'
    for (const line of text.split('\n')) {
      const [kind, name, ...rest] = line.replace(/#.*/, '').trim().split(/[ \t]+/)
      if (kind === 'witness') witnesses.set(name, await verifierKey(rest[0]))
      else if (kind === 'group') {
        const [least, ...members] = rest
        const enough = { all: members.length, any: 1 }[least] ?? Number(least)
        groups.set(name, { enough, members })
      } else if (kind === 'quorum') quorum = name
    }
    const reached = (name, present) =>
      groups.has(name)
        ? groups.get(name).members.filter((each) => reached(each, present)).length >=
          groups.get(name).enough
        : present.has(name)
    return { witnesses, quorum, reached }
  }

  // ---- Step 2 of all pages: an entry is in the log, under the root of the checkpoint beside it.
  const notes = new Map()

  async function included(position, entry) {
    const proof = proofFile(await textOf('/log/proofs/' + position + '.tlog-proof'))
    expect(say('proof.index'), position, proof.index)
    const leaf = await leafHash(utf8.encode(entry))
    const root = await rootFromInclusion(leaf, position, proof.note.size, proof.path)
    expect(say('proof.root', position), proof.note.root, base64(root))
    notes.set(proof.note.body, proof.note)
  }

  // What is said of a fact is what its entry commits to; nothing, where the content is restricted.
  async function said(fact) {
    const detail = fact.detail
    if (!detail) return null
    const digest = await sha256(unbase64(detail.salt), utf8.encode(detail.bytes))
    expect(say('fact.commitment', fact.position), fact.entry.split('\n')[3], base64(digest))
    return parsed(detail.bytes)
  }

  const factAt = async (position) => (await jsonOf('/log/facts/' + position)).content

  // ---- Step 3 of all pages
  async function signatures(step) {
    if (notes.size === 0) {
      const newest = note(await textOf('/log/checkpoint'))
      notes.set(newest.body, newest)
    }
    const keys = await Promise.all(
      (await textOf('/log/vkey')).trim().split('\n').map(verifierKey))
    let newest = null
    for (const each of notes.values()) {
      await signedByLog(each, keys)
      if (!newest || each.size > newest.size) newest = each
    }
    // The root that the page was made of is the beginning of what was signed.
    for (const [size, root] of pageRoots) {
      const from = Math.min(size, newest.size)
      const to = Math.max(size, newest.size)
      const between = from === to ? { hashes: [] } : await jsonOf(`/log/consistency?from=${from}&to=${to}`)
      const roots = size <= newest.size ? [root, newest.root] : [newest.root, root]
      await consistent(from, to, ...roots.map(unbase64), between.hashes.map(unbase64))
    }
    step.line(say('signature.ok', keys[0].name, newest.size.toLocaleString('en'), newest.root))
    step.line(say('signature.key', keys[0].id))
    if (printed) step.line(say('printed', Number(printed[1]).toLocaleString('en')))

    // Where nobody but the log has signed, nobody has witnessed, whatever the policy says.
    const logs = new Set(keys.map((each) => each.name + each.id))
    const witnesses = newest.signatures.some((each) => !logs.has(each.name + each.id))
      ? await policy(await textOf('/log/policy'))
      : null
    const present = new Map()
    for (const [name, key] of witnesses?.witnesses ?? []) {
      const time = await cosigned(newest, key)
      if (time) present.set(name, time)
    }
    for (const [name, time] of present) step.line(say('witness.ok', name, moment(time)))
    const enough = witnesses && witnesses.quorum !== 'none' && witnesses.reached(witnesses.quorum, present)
    return enough
      ? { done: say('witnessed', [...present.keys()].join(', ')) }
      : { done: say('unwitnessed'), mark: 'unwitnessed' }
  }

  const moment = (time) => time.toISOString().slice(0, 19).replace('T', ' ') + ' UTC'

  function parsed(text) {
    try {
      return JSON.parse(text)
    } catch {
      throw new Failed(say('malformed'), 'JSON', text.slice(0, 200))
    }
  }

  // ---- What is shown. A cell names the field of the list's line it stands for.
  const shown = (cell) => cell.textContent.trim()
  const rowsOf = (list) => [...document.querySelectorAll(`[data-list="${list}"]`)]
  // Of these the page shows each row; of others only some pages do.
  const SHOWN_WHOLE = [
    'open-notices', 'past-notices', 'announcements', 'divisions', 'village-listings',
    'responsible-officers',
  ]
  // What a figure is seen by, whether or not it says which line it stands for.
  const FIGURES = 'main td.amount, main dd, main [data-figure]'
  const pageRoots = new Map()

  // The paper and the page may tell of the same size; then they tell of the same log.
  function agreeing(size, root) {
    if (pageRoots.has(size)) expect(say('root.differs', size), pageRoots.get(size), root)
    return root
  }

  const sum = (...tallies) => ({
    households: tallies.reduce((all, each) => all + each.households, 0),
    persons: tallies.reduce((all, each) => all + each.persons, 0),
  })

  // What a cell may show that no field of the line says alone.
  const MADE_OF = {
    registered: (line) => sum(line.onRegister, line.exitPending, line.relapsed),
    poorVillages: (line) => line.provinceVillages + line.cityVillages,
    villages: (line) => [line.provinceVillages + line.cityVillages, line.exitedVillages],
    listing: (line) =>
      line.listed ? [line.ruralPopulation] : [line.poorPersons, line.ruralPopulation],
  }

  // Fields within fields have dots between them; of several the one is meant that bears the name.
  const within = (value, name) =>
    Array.isArray(value)
      ? value.find((each) => Object.values(each).includes(name))
      : value?.[name]
  const fieldOf = (line, name) =>
    Object.hasOwn(MADE_OF, name) ? MADE_OF[name](line) : name.split('.').reduce(within, line)

  function compareRows(list, lines) {
    const rows = rowsOf(list.name)
    if (rows.length === 0 && !SHOWN_WHOLE.includes(list.name)) return
    expect(say('rows.count', list.called), lines.length, rows.length)
    rows.forEach((row, i) => {
      const at = Number(row.dataset.row ?? i)
      compareCells(row, lines[at], list.called, at + 1)
    })
  }

  // A line may stand on the page once more, by itself: as the headline, as the newest of its kind.
  // It is found by its place in the list, or by its fact in one of several.
  function compareAlone(read) {
    for (const row of document.querySelectorAll('[data-line-of]')) {
      const { lineOf, row: at, fact } = row.dataset
      const lists = lineOf.split(' ').filter((name) => read.has(name)).map((name) => read.get(name))
      const lines = lists.flatMap((list) => list.lines)
      const place = fact
        ? lines.findIndex((line) => line.position === Number(fact))
        : Number(at)
      compareCells(row, lines[place], lists.map((list) => list.called).join(' · '), place + 1)
    }
  }

  // Of a theme the page says how many notices there are, whichever list they are in.
  function compareCounts(read) {
    for (const cell of document.querySelectorAll('[data-count-of]')) {
      const kinds = cell.dataset.countOf.split(' ')
      const lists = cell.dataset.countIn.split(' ').map((name) => read.get(name))
      const counted = lists
        .flatMap((list) => list.lines)
        .filter((line) => kinds.includes(line.kind) && !line.annulledOn)
      expect(
        say('rows.counted', lists.map((list) => list.called).join(' · ')),
        counted.length,
        shown(cell).replaceAll(',', ''))
      cell.dataset.laid = ''
    }
  }

  function compareCells(row, line, called, place) {
    if (!line) throw new Failed(say('rows.none', called), shown(row), '—')
    for (const cell of cellsOf(row)) {
      const told = fieldOf(line, cell.dataset.is)
      const [value, text] = comparable(told, shown(cell), cell.dataset.unit)
      expect(say('rows.cell', called, place, cell.dataset.is), value, text)
      cell.dataset.laid = ''
    }
  }

  // A row of one list may hold a cell of another: a division's name stands beside its figures.
  const cellsOf = (row) =>
    row.matches('[data-is]')
      ? [row]
      : [...row.querySelectorAll('[data-is]')].filter(
          (cell) => cell.closest('[data-list], [data-line-of]') === row)

  // A figure is shown with separators and in its unit, several of them in a sentence.
  function comparable(told, text, unit) {
    if (told === null || told === undefined) return ['', text]
    const figures = text.replaceAll(',', '')
    if (unit === 'fen') return [(told / 100).toFixed(2), figures]
    if (unit === 'figures')
      return [
        (typeof told === 'object' ? Object.values(told) : [told]).join(' '),
        (figures.match(/\d+/g) ?? []).join(' '),
      ]
    return [told, typeof told === 'number' ? figures : text]
  }

  // Figures that no list of the page holds, however the page came to leave them out.
  const apart = () =>
    [...document.querySelectorAll(FIGURES)].filter(
      (figure) =>
        /\d/.test(figure.textContent) &&
        !figure.closest('#verify, [data-laid]') &&
        !figure.querySelector('[data-laid]'))

  // ---- The pages
  const pages = {
    // A board: each list is fetched as text, hashed, and laid over what is shown.
    board: {
      async list(step) {
        const lists = [...panel.querySelectorAll('[data-digest]')].map((each) => each.dataset)
        const read = new Map()
        const restricted = []
        let rows = 0
        let done = 0
        for (const list of lists) {
          if (!list.digest) throw new Unchecked(say('growing'))
          const text = await bytesOf(list.address)
          const computed = hex(await sha256(text))
          const [head, ...lines] = new TextDecoder().decode(text).trim().split('\n').map(parsed)
          // A list of restricted facts is told of the newest size only: the page may be older.
          if (computed !== list.digest && !list.address.includes('size=') && head.size > list.size)
            throw new Unchecked(say('growing'))
          expect(say('list.digest', list.called), list.digest, computed)
          compareRows(list, lines)
          read.set(list.name, { called: list.called, lines })
          if (list.root) pageRoots.set(Number(list.size), agreeing(Number(list.size), list.root))
          // Whoever is responsible, what is announced: a line that names its fact is checked below.
          for (const line of lines) if (line.position !== undefined) facts.push({ list, line })
          rows += lines.length
          step.line(say('list.ok', list.called, lines.length, list.digest.slice(0, 12)))
          if (list.replayable === 'package' && lines.length > 0) {
            restricted.push(list.called)
            step.line(say('list.package', list.called))
          }
          step.progress(++done / lists.length)
        }
        compareAlone(read)
        compareCounts(read)
        if (restricted.length > 0) remarks.push(say('remark.package', restricted.join(' · ')))
        const left = apart().length
        if (left > 0) remarks.push(say('remark.apart', left))
        return { done: say('lists.ok', lists.length, rows) }
      },

      async proof(step) {
        const asked = panel.dataset.all ? facts : facts.slice(0, FIRST)
        if (asked.length === 0) {
          step.line(say('facts.none'))
          return { done: say('facts.ok', 0, 0) }
        }
        let done = 0
        await eachOf(asked, async ({ list, line }) => {
          const fact = await factAt(line.position)
          const content = await said(fact)
          if (content) compareWithFact(list, line, content)
          await included(line.position, fact.entry)
          step.progress(++done / asked.length)
        })
        if (asked.length < facts.length) offerAll(facts.length)
        return { done: say('facts.ok', asked.length, facts.length) }
      },
    },

    // A notice: its document is hashed and laid over the table, and the fact binds the hash.
    notice: {
      async list() {
        const told = panel.dataset.documentDigest
        if (!panel.dataset.document) return { done: say('document.gone'), mark: 'skipped' }
        const bytes = await bytesOf(panel.dataset.document)
        expect(say('document.digest'), told, hex(await sha256(bytes)))
        const { columns, rows } = parsed(new TextDecoder().decode(bytes))
        const table = [...document.querySelectorAll('#document tbody tr')]
        expect(say('rows.count', ''), rows.length, table.length)
        table.forEach((row, i) =>
          [...row.children].forEach((cell, j) =>
            expect(say('rows.cell', '', i + 1, columns[j]), rows[i][j].trim(), shown(cell))))
        return { done: say('document.ok', rows.length, told.slice(0, 12)) }
      },

      async proof() {
        const fact = await factAt(Number(panel.dataset.position))
        const content = await said(fact)
        const bound = content.data.event.document.digest
        expect(say('document.bound', fact.position), bound, panel.dataset.documentDigest)
        await included(fact.position, fact.entry)
        return { done: say('facts.ok', 1, 1) }
      },
    },

    // A fact: what the page shows of it, byte for byte.
    fact: {
      async list() {
        const bytes = document.getElementById('fact-bytes')
        if (!bytes) return { done: say('fact.restricted'), mark: 'skipped' }
        await said(factShown())
        return { done: say('fact.ok') }
      },

      async proof() {
        const fact = factShown()
        if (!panel.dataset.sealed) throw new Unchecked(say('unsealed'))
        await included(fact.position, fact.entry)
        return { done: say('facts.ok', 1, 1) }
      },
    },
  }

  function factShown() {
    const bytes = document.getElementById('fact-bytes')
    return {
      position: Number(panel.dataset.position),
      entry: document.getElementById('fact-entry').textContent,
      detail: bytes && {
        bytes: bytes.textContent,
        salt: document.getElementById('fact-salt').textContent,
      },
    }
  }

  let facts = []

  // What was not checked though nothing failed: whoever reads the outcome reads these too.
  let remarks = []

  // A line of a list repeats some of its fact; what it adds (who closed it, until when) is in others.
  function compareWithFact(list, line, content) {
    const event = content.data.event
    const told = { ...event }
    if (event.document) {
      told.document = event.document.digest
      told.documentRows = event.document.rowCount
      told.documentTotal = event.document.controlTotal
      told.redactionPolicy = event.document.redactionPolicy
    }
    if (line.notice) told.opens = content.data.envelope.occurredOn
    for (const [field, value] of Object.entries(told))
      if (isPlain(value) && isPlain(line[field]))
        expect(say('fact.differs', list.called, line.position, field), value, line[field])
  }

  const isPlain = (value) => typeof value === 'string' || typeof value === 'number'

  async function eachOf(all, work) {
    const waiting = [...all]
    const hand = async () => {
      while (waiting.length > 0) await work(waiting.shift())
    }
    await Promise.all(Array.from({ length: AT_ONCE }, hand))
  }

  function offerAll(count) {
    const all = panel.querySelector('[data-all-facts]')
    all.hidden = false
    all.textContent = say('facts.all', count)
    all.onclick = () => {
      all.hidden = true
      panel.dataset.all = 'yes'
      verify()
    }
  }

  // ---- The panel: three steps that tick as they are computed.
  function stepOf(name) {
    const item = panel.querySelector(`[data-step="${name}"]`)
    const state = item.querySelector('.state')
    const lines = item.querySelector('ul')
    const bar = item.querySelector('progress')
    const become = (kind, text) => {
      item.dataset.state = kind
      state.textContent = say('state.' + kind) + (text ? ' ' + text : '')
      bar.hidden = kind !== 'running'
    }
    lines.replaceChildren()
    become('waiting')
    return {
      become,
      progress: (share) => (bar.value = share),
      line(text) {
        const line = document.createElement('li')
        line.textContent = text
        lines.append(line)
      },
    }
  }

  const outcome = panel.querySelector('[role=status]')
  const button = panel.querySelector('[data-verify]')

  async function verify() {
    button.disabled = true
    facts = []
    remarks = []
    document.querySelectorAll('[data-laid]').forEach((each) => delete each.dataset.laid)
    notes.clear()
    pageRoots.clear()
    if (printed)
      pageRoots.set(
        Number(printed[1]), printed[2].replaceAll('-', '+').replaceAll('_', '/') + '=')
    const kind = pages[panel.dataset.kind]
    const steps = [['list', kind.list], ['proof', kind.proof], ['signature', signatures]]
      .map(([name, work]) => ({ name, work, step: stepOf(name) }))
    let result = 'ok'
    let about = ''
    for (const { name, work, step } of steps) {
      step.become('running')
      try {
        if (!globalThis.crypto?.subtle) throw new Unchecked(say('insecure'))
        const { done, mark } = await work(step)
        step.become(mark ?? 'ok', done)
        if (mark === 'unwitnessed') result = 'unwitnessed'
      } catch (problem) {
        about = say('step.' + name)
        if (problem instanceof Failed) {
          step.become('failed', problem.message)
          step.line(say('told', problem.told))
          step.line(say('computed', problem.computed))
          result = 'failed'
        } else {
          // A tampered answer need not even be readable; only what was not asked is unchecked.
          const unchecked = problem instanceof Unchecked
          step.become(unchecked ? 'unchecked' : 'failed', problem.message)
          result = unchecked ? 'unchecked' : 'failed'
        }
        break
      }
    }
    panel.dataset.result = result
    const limits = result === 'ok' || result === 'unwitnessed' ? remarks : []
    outcome.textContent = [say('result.' + result, about), ...limits].join(' ')
    button.disabled = false
    button.textContent = say('again')
  }

  // Scanned from paper: the size and the root of the log that are printed there.
  const printed = /^#verify=([1-9][0-9]{0,15})\.([A-Za-z0-9_-]{43})$/.exec(location.hash)
  if (printed) panel.scrollIntoView()

  button.hidden = false
  button.addEventListener('click', verify)
}
