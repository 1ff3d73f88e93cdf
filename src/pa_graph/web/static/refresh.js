// While something is being computed the page comes again by itself, unless somebody reads on.
const note = document.querySelector("[data-refresh]");
if (note) {
  setTimeout(() => {
    const busy = document.activeElement && document.activeElement !== document.body;
    if (!busy && window.scrollY < 50) location.reload();
  }, 1000 * (Number(note.dataset.refresh) || 5));
}
