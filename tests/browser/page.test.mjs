// The page of errspec docs, as people use it.

import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { assistants, codesOfTwoThousand, hostile, machinesAndCatalogs, typesOfProblems } from './contracts.mjs';
import { apis, browser, open, search, settled, visible, written } from './pages.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let chromium;
before(async () => { chromium = await browser(); });
after(async () => { await chromium?.close(); });

/** Every link within a page leads somewhere, every anchor is unique, and no link leaves the file for another. */
async function checkAnchors(page) {
  const { missing, twice, entries } = await page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
    const links = [...document.querySelectorAll('a[href^="#"]')].map(link => link.getAttribute('href').slice(1));
    return {
      missing: links.filter(link => !document.getElementById(link)),
      twice: ids.filter((id, at) => ids.indexOf(id) !== at),
      entries: document.querySelectorAll('.e[id]').length,
    };
  });
  assert.deepEqual({ missing, twice }, { missing: [], twice: [] });
  return entries;
}

for (const spec of [...apis, assistants]) {
  const name = spec.name ?? spec;
  test(`${name}: every entry has an anchor, is found by its name, and is shown by a link to it`, async () => {
    const contract = written(spec);
    const { page, problems } = await open(chromium, contract.url);
    const codes = Object.values(contract.json.errors).flatMap(catalog => Object.keys(catalog.codes));
    const states = Object.values(contract.json.machines).flatMap(machine => Object.keys(machine.states));
    const names = [...Object.keys(contract.json.statuses), ...codes, ...states];
    assert.equal(await checkAnchors(page), names.length);
    assert.deepEqual((await visible(page)).sort(), [...names].sort());
    const lost = await page.evaluate(async names => {
      const [query, filter, count] = ['q', 'c', 'n'].map(id => document.getElementById(id));
      const entries = [...document.querySelectorAll('.e')];
      const name = entry => entry.dataset.n ?? entry.querySelector('h3').textContent;
      const lost = [];
      const search = text => {
        query.value = text;
        filter.dispatchEvent(new Event('change'));
        return entries.filter(entry => entry.checkVisibility());
      };
      for (const wanted of names) {
        const found = search(wanted);
        if (!found.some(entry => name(entry) === wanted)) lost.push(`${wanted} is not found`);
        if (!count.textContent.startsWith(`${found.length} of `)) lost.push(`${count.textContent} for ${found.length}`);
      }
      // A link works although the search hides what it leads to, and so does the bare name.
      for (const entry of entries) {
        for (const hash of [entry.id, name(entry)]) {
          if (search('nothing is called this').length) lost.push('something is found');
          const moved = new Promise(done => addEventListener('hashchange', done, { once: true }));
          location.hash = encodeURIComponent(hash);
          await moved;
          await new Promise(done => setTimeout(done));
          const target = document.querySelector(':target');
          const { top } = target.getBoundingClientRect();
          if (name(target) !== name(entry) || top < -1 || top > innerHeight) lost.push(`${hash} leads to ${target.id} at ${top}`);
          history.replaceState(null, '', '#');
        }
      }
      return lost;
    }, names);
    assert.deepEqual(lost, []);
    assert.deepEqual(problems, []);
    await page.close();
  });

  test(`${name}: the filters show exactly the entries of a category and of a class`, async () => {
    const { page, problems } = await open(chromium, written(spec).url);
    for (const [select, key] of [['#c', 'c'], ['#r', 'r']]) {
      const words = await page.$$eval(`${select} option`, options => options.map(option => option.value).filter(Boolean));
      assert.ok(words.length > 0);
      for (const word of words) {
        await page.select(select, word);
        const expected = await page.$$eval('.e', (entries, key, word) => entries.filter(entry => entry.dataset[key] === word).map(entry => entry.dataset.n ?? entry.querySelector('h3').textContent), key, word);
        assert.ok(expected.length > 0);
        assert.deepEqual(await visible(page), expected);
      }
      await page.select(select, '');
    }
    assert.deepEqual(problems, []);
    await page.close();
  });

  test(`${name}: nothing is wider than a phone, and axe finds nothing in either theme`, async () => {
    const { url } = written(spec);
    for (const [width, scheme] of [[360, 'light'], [360, 'dark'], [1200, 'light'], [1200, 'dark']]) {
      const { page, problems } = await open(chromium, url, { width, scheme });
      // Content below the fold is checked too.
      await page.addStyleTag({ content: '.e { content-visibility: visible !important; }' }).catch(() => {});
      await page.$$eval('details', all => all.forEach(details => { details.open = true; }));
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} pixels`);
      const results = await page.evaluate(async source => {
        new Function(source)();
        return (await window.axe.run(document, { resultTypes: ['violations'] })).violations.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].failureSummary]);
      }, axe);
      assert.deepEqual(results, [], `${width} ${scheme}`);
      assert.deepEqual(problems, []);
      await page.close();
    }
  });
}

test('axe finds what is wrong', async () => {
  const { page } = await open(chromium, written(apis[1]).url);
  await page.addStyleTag({ content: '.e p { color: #bbb; background: #ccc; }' });
  await page.$eval('#q', input => { document.querySelector('label[for=q]').remove(); input.removeAttribute('placeholder'); });
  const found = await page.evaluate(async source => {
    new Function(source)();
    return (await window.axe.run(document, { resultTypes: ['violations'] })).violations.map(({ id }) => id);
  }, axe);
  assert.ok(found.includes('color-contrast') && found.includes('label'), `${found}`);
  await page.close();
});

test('the keyboard alone is enough', async () => {
  const { page } = await open(chromium, written(apis[0]).url);
  const focused = () => page.evaluate(() => { const element = document.activeElement; return element.id || element.getAttribute('href') || element.tagName; });
  await page.keyboard.press('Tab');
  assert.equal(await focused(), '#main');
  await page.keyboard.press('Enter');
  assert.equal(await focused(), 'main');
  await page.keyboard.press('/');
  assert.equal(await focused(), 'q');
  await page.keyboard.type('401');
  await settled(page);
  const found = await visible(page);
  assert.ok(found.length > 0 && found.length < 26, `${found}`);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.closest('.e')?.dataset.n), '401');
  // From the entry on, the keys reach its response and open it.
  for (let presses = 0; presses < 9 && (await focused()) !== 'SUMMARY'; presses += 1) await page.keyboard.press('Tab');
  assert.equal(await focused(), 'SUMMARY');
  await page.keyboard.press('Enter');
  assert.ok(await page.evaluate(() => document.activeElement.parentElement.open));
  await page.focus('#q');
  await page.keyboard.press('Escape');
  assert.equal((await visible(page)).length, 26);
  // Every control is reached by the tabulator, in the order of the page.
  await page.reload();
  const all = await page.$$eval('a[href], input, select, summary, [tabindex="0"]', elements => elements.filter(element => element.checkVisibility()).length);
  const reached = new Set();
  for (let presses = 0; presses < all + 20; presses += 1) {
    await page.keyboard.press('Tab');
    reached.add(await page.evaluate(() => { window.seen ??= new Map(); const element = document.activeElement; if (!window.seen.has(element)) window.seen.set(element, window.seen.size); return window.seen.get(element); }));
  }
  assert.ok(reached.size >= all, `${reached.size} of ${all}`);
  await page.close();
});

test('a state of a diagram is a link to the state', async () => {
  const { page } = await open(chromium, written(apis[0]).url);
  const links = await page.$$eval('svg.errspec-machine a', links => links.map(link => link.getAttribute('href')));
  const states = await page.$$eval('.e[id^="state-"]', entries => entries.map(entry => `#${entry.id}`));
  assert.deepEqual(links.sort(), states.sort());
  const [first] = links;
  await page.$eval(`svg a[href="${first}"]`, link => link.scrollIntoView({ block: 'center' }));
  await page.click(`svg a[href="${first}"] .box`);
  assert.equal(await page.evaluate(() => location.hash), first);
  await page.close();
});

test('waits, actions and commands have anchors, and links between them lead there', async () => {
  const { page, problems } = await open(chromium, written(assistants).url);
  await checkAnchors(page);
  const follow = async (from, to) => {
    await page.$eval(from, link => link.scrollIntoView({ block: 'center' }));
    await page.click(from);
    assert.equal(await page.evaluate(() => location.hash), to);
    assert.ok(await page.$eval(to, target => target.checkVisibility() && target.getBoundingClientRect().bottom > 0 && target.getBoundingClientRect().top < innerHeight), to);
  };
  await follow('#state-Run-asks a[href="#action-Run-send"]', '#action-Run-send');
  await follow('#action-Run-send + dd a[href="#command-Run-submit"]', '#command-Run-submit');
  await follow('#action-Run-send + dd a[href="#state-Run-asks"]', '#state-Run-asks');
  await follow('#wait-Run-for_removal + dd a[href="#state-Run-gone"]', '#state-Run-gone');
  assert.deepEqual(problems, []);
  await page.close();
});

for (const contract of [codesOfTwoThousand, typesOfProblems, machinesAndCatalogs]) {
  test(`${contract.name}: a large contract is one file below 2 MB, and can be searched`, async t => {
    const { url, size } = written(contract);
    assert.ok(size < 2_000_000, `${size} bytes`);
    const { page, problems } = await open(chromium, url);
    const entries = await checkAnchors(page);
    assert.ok(entries > 1000, `${entries}`);
    const names = await page.$$eval('.e', entries => entries.map(entry => entry.dataset.n ?? entry.querySelector('h3').textContent));
    for (const name of [names[20], names[777], names.at(-1)]) {
      await search(page, name);
      assert.ok((await visible(page)).includes(name), name);
    }
    const spent = await page.evaluate(() => {
      const query = document.getElementById('q');
      const times = ['c', 'ca', 'car', 'card', 'card 1', 'card 17', ''].map(text => {
        const start = performance.now();
        query.value = text;
        document.getElementById('c').dispatchEvent(new Event('change'));
        document.body.getBoundingClientRect();
        return performance.now() - start;
      });
      return Math.max(...times);
    });
    t.diagnostic(`${entries} entries, ${size} bytes, ${spent.toFixed(1)} ms for the slowest search with its layout`);
    assert.deepEqual(problems, []);
    await page.close();
  });
}

test('text from a contract is never markup, and hides no other text', async () => {
  const { url, html, markdown } = written(hostile);
  const { page, problems } = await open(chromium, url);
  assert.equal(await page.$eval('h1', heading => heading.textContent), hostile.title);
  assert.equal(await page.$$eval('img, svg[onload], h1', found => found.length), 1);
  assert.deepEqual(await visible(page).then(names => names.slice(-5)), Object.keys(hostile.errors.E.codes));
  assert.equal(await checkAnchors(page), 15);
  assert.ok(!html.includes('\u202e') && !markdown.includes('\u202e'));
  assert.ok(!/^<|\n<h1>/.test(markdown));
  assert.deepEqual(problems, []);
  await page.close();
});
