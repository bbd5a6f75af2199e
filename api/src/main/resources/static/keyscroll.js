// A box that scrolls sideways (a wide table on a phone) gets a place among what the keyboard reaches,
// for as long as there is something to scroll to. Without this script it scrolls by touch and wheel.
const boxes = document.querySelectorAll('.wide, pre')

function reach(box) {
  if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0
  else box.removeAttribute('tabindex')
}

const watch = new ResizeObserver((seen) => seen.forEach((each) => reach(each.target)))
for (const box of boxes) {
  reach(box)
  watch.observe(box)
}
