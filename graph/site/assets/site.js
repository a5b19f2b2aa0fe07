// Reading needs none of this; it only makes things handier.

// On paper: the address at which the page was read, and the day on which it was printed.
addEventListener("beforeprint", () => {
  const day = document.querySelector(".paper .day");
  document.querySelector(".paper .address").textContent = location.href;
  day.querySelector("time").textContent = new Date().toLocaleDateString("sv");
  day.hidden = false;
});
