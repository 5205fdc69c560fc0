// The message catalogue as the sources have it: what a French text is in English, and which language words on a screen belong to.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './host.mjs';

const folder = join(root, 'core/text');
const string = '"(?:[^"\\\\]|\\\\.)*"';
const message = new RegExp(`\\{\\s*(${string})\\s*,\\s*((?:${string}\\s*)+),\\s*((?:${string}\\s*)+)\\}`, 'g');

const plain = (words) => words.replace(/\s+/g, ' ').trim();
const joined = (literals) => [...literals.matchAll(new RegExp(string, 'g'))].map(([literal]) => JSON.parse(literal)).join('');

/** {key, fr: [singular, plural], en: […]} for each message. */
export const messages = readdirSync(folder).filter((name) => /^messages_\w+\.cpp$/.test(name)).flatMap((name) =>
  [...readFileSync(join(folder, name), 'utf8').matchAll(message)].map(([, key, fr, en]) =>
    ({ key: JSON.parse(key), fr: joined(fr).split('|').map(plain), en: joined(en).split('|').map(plain) })));

const english = new Map(messages.map(({ fr, en }) => [fr[0], en[0]]));

/** A French text of the catalogue in the language asked for. */
export const in_language = (language) => (french) => {
  if (language === 'fr') return french;
  const found = english.get(plain(french));
  if (found === undefined) throw new Error(`the catalogue has no text "${french}"`);
  return found;
};

const is_template = (text) => text.includes('{0}');
const pattern_of = (text) => new RegExp(`^${text.split(/\{\d\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')}$`, 's');

/** Finds words of one language that the other does not have. Templates count when they carry words of their own. */
function finder(language, other) {
  const others = new Set(messages.flatMap((one) => one[other]));
  const texts = new Set();
  const patterns = [];
  for (const one of messages) {
    for (const text of one[language]) {
      if (one[other].includes(text) || others.has(text)) continue;
      if (!is_template(text)) texts.add(text);
      else if (text.replace(/\{\d\}/g, '').replace(/\P{L}/gu, '').length >= 6) patterns.push(pattern_of(text));
    }
  }
  const other_patterns = messages.flatMap((one) => one[other]).filter(is_template).map(pattern_of);
  return (said) => texts.has(said) ||
    (patterns.some((pattern) => pattern.test(said)) && !other_patterns.some((pattern) => pattern.test(said)));
}
const finders = { fr: finder('fr', 'en'), en: finder('en', 'fr') };

/** The words on the page that belong to the other language. */
export async function foreign_words(page, language) {
  const said = await page.evaluate(() => {
    const all = [document.title.split(' · ')[0]];
    for (const el of document.querySelectorAll('#mirror *')) {
      if (!el.firstElementChild) all.push(el.textContent);
      else if (el.firstChild.nodeType === 3) all.push(el.firstChild.data);
      for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'placeholder']) all.push(el.getAttribute(name) ?? '');
    }
    return all;
  });
  const foreign = finders[language === 'fr' ? 'en' : 'fr'];
  return [...new Set(said.map(plain))].filter((words) => words && foreign(words));
}
