// Computes the digest of a paper in the browser: the file itself is sent nowhere.
'use strict'
const form = document.querySelector('form.order')
const isDigest = (field) => /(\.sha256|\.photograph|\.minutes)$/.test(field.name)
const hex = (buffer) =>
  [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const offer = (field) => {
  const label = document.createElement('label')
  const picker = document.createElement('input')
  label.className = 'digest-of quiet'
  label.textContent = form.dataset.digest
  picker.type = 'file'
  picker.addEventListener('change', async () => {
    const file = picker.files[0]
    if (!file) return
    field.value = hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
    const size = form.elements[field.name.replace(/\.sha256$/, '.bytes')]
    if (size && size !== field) size.value = file.size
  })
  label.append(picker)
  field.after(label)
}
if (form && window.crypto && crypto.subtle)
  [...form.elements].filter((each) => each.name && isDigest(each)).forEach(offer)
