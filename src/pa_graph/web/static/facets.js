// On a small screen the results come first: the filters are closed until somebody opens them.
if (matchMedia("(max-width: 60rem)").matches) document.querySelector(".facets-all").open = false;
