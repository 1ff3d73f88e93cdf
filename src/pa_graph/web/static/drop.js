// A document may be dropped on the form; without this one chooses it.
const form = document.querySelector("[data-drop]");
const field = form.querySelector("input[type=file]");
for (const kind of ["dragenter", "dragover"]) {
  form.addEventListener(kind, (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
}
for (const kind of ["dragleave", "drop"]) {
  form.addEventListener(kind, () => form.classList.remove("over"));
}
form.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
});
