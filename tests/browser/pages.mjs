// Writes pages with `errspec docs`, and opens them in headless Chromium.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const errspec = process.env.ERRSPEC ?? join(root, 'target', 'debug', 'errspec');
const folder = mkdtempSync(join(tmpdir(), 'errspec-pages-'));

/** The page of a contract of the repository, or of one that is written here. */
export function written(contract) {
  let spec = contract;
  if (typeof contract !== 'string') {
    spec = join(folder, `${contract.name}.yaml`);
    writeFileSync(spec, JSON.stringify(contract));
  }
  execFileSync(errspec, ['docs', spec, '--out-dir', folder], { cwd: root });
  const name = typeof contract === 'string' ? /([^/]+)\.yaml$/.exec(contract)[1] : contract.name;
  const path = name => join(folder, name);
  return {
    name,
    url: pathToFileURL(path(`${name}.html`)).href,
    size: statSync(path(`${name}.html`)).size,
    html: readFileSync(path(`${name}.html`), 'utf8'),
    markdown: readFileSync(path(`${name}.md`), 'utf8'),
    json: JSON.parse(readFileSync(path(`${name}.json`), 'utf8')),
  };
}

export const apis = ['autoretouch', 'images', 'jobs', 'media_tasks', 'vision'].map(name => `spec/apis/${name}.yaml`);

/** The browser; without one, every test fails. */
export function browser() {
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const executablePath = process.env.CHROMIUM ?? known.find(path => existsSync(path)) ?? known[0];
  return puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** Opens a page. Whatever goes wrong in it, and whatever it asks of the network, is noted. */
export async function open(browser, url, { width = 1200, height = 900, scheme = 'light' } = {}) {
  const page = await browser.newPage();
  const problems = [];
  page.on('console', message => { if (['error', 'warn'].includes(message.type())) problems.push(message.text()); });
  page.on('pageerror', error => problems.push(String(error)));
  page.on('request', request => { if (!request.url().startsWith('file:') && !request.url().startsWith('data:')) problems.push(request.url()); });
  page.on('dialog', dialog => { problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(url);
  return { page, problems };
}

/** Lets the page do what it does before the next frame. */
export const settled = page => page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));

/** The names of the entries that are shown. */
export const visible = page => page.$$eval('.e', entries => entries.filter(entry => entry.checkVisibility()).map(entry => entry.dataset.n ?? entry.querySelector('h3').textContent));

export async function search(page, text) {
  await page.$eval('#q', (input, text) => { input.value = text; input.dispatchEvent(new Event('input', { bubbles: true })); }, text);
  await settled(page);
}
