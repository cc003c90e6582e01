const panel = document.querySelector('aside.app');

for (const form of document.querySelectorAll('form[data-opens="beside"]')) {
  form.addEventListener('submit', (event) => {
    if (event.submitter?.value !== 'beside' || !panel) return;
    panel.hidden = false;
    document.body.classList.add('beside');
    panel.scrollIntoView({ block: 'start' });
    panel.querySelector('iframe')?.focus();
  });
}

panel?.addEventListener('click', (event) => {
  const what = event.target.dataset.app;
  if (what === 'wider') document.body.classList.toggle('wide');
  if (what === 'close') {
    panel.hidden = true;
    document.body.classList.remove('beside', 'wide');
    panel.querySelector('iframe')?.setAttribute('src', 'about:blank');
    document.querySelector('form.launch button')?.focus();
  }
});
