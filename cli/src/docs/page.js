(() => {
  const at = id => document.getElementById(id);
  const query = at('q'), category = at('c'), retry = at('r'), count = at('n'), none = at('none');
  // The text of an entry without its response, which would match almost everything.
  const text = entry => [...entry.children].filter(part => part.tagName !== 'DETAILS').map(part => part.textContent).join(' ').toLowerCase();
  const entries = [...document.querySelectorAll('.e')].map(element => ({ element, text: text(element), n: element.querySelector('h3').textContent, ...element.dataset }));
  const others = [...document.querySelectorAll('.x')];
  const sections = [...document.querySelectorAll('main > section:not(.x)')].map(element => ({ element, entries: entries.filter(entry => element.contains(entry.element)) }));
  const shown = new Map(entries.map(entry => [entry, true]));
  const all = () => entries.length === 1 ? '1 entry' : entries.length + ' entries';

  function find() {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = { c: category ? category.value : '', r: retry ? retry.value : '' };
    const everything = !words.length && !wanted.c && !wanted.r;
    let found = 0;
    for (const entry of entries) {
      const hit = (!wanted.c || entry.c === wanted.c) && (!wanted.r || entry.r === wanted.r) && words.every(word => entry.text.includes(word));
      if (hit) found++;
      if (shown.get(entry) !== hit) { entry.element.hidden = !hit; shown.set(entry, hit); }
    }
    for (const section of sections) section.element.hidden = !everything && !section.entries.some(entry => shown.get(entry));
    for (const other of others) other.hidden = !everything;
    none.hidden = everything || found > 0;
    count.textContent = everything ? all() : found + ' of ' + all();
  }

  function clear() {
    query.value = '';
    if (category) category.value = '';
    if (retry) retry.value = '';
    find();
  }

  // A link to an entry shows it, whatever is being searched. A link may also name an entry by its text alone: `#card_declined`.
  function follow() {
    const name = decodeURIComponent(location.hash.slice(1));
    if (!name) return;
    const target = at(name);
    if (!target) {
      const entry = entries.find(entry => entry.n === name);
      if (entry) location.replace('#' + entry.element.id);
      return;
    }
    if (target.closest('[hidden]')) { clear(); target.scrollIntoView(); }
  }

  let waiting = false;
  const soon = () => { if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; find(); }); } };
  query.addEventListener('input', soon);
  for (const filter of [category, retry]) if (filter) filter.addEventListener('change', find);
  at('clear').addEventListener('click', () => { clear(); query.focus(); });
  at('find').addEventListener('submit', event => {
    event.preventDefault();
    const first = entries.find(entry => shown.get(entry));
    if (first) first.element.querySelector('h3 a').focus();
  });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { event.preventDefault(); query.focus(); query.select(); }
    if (event.key === 'Escape' && document.activeElement === query) clear();
  });
  addEventListener('hashchange', follow);
  find();
  follow();
})();
