// A request and its answer: the firm asks and shares, the client comes by a link, answers with a file while the host is away, and
// the firm has the answer. Nothing of the firm's own ever stands on the client's device.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open_desk, start_browser } from './support/desk.mjs';
import { claire, make_host } from './support/host.mjs';

let browser;
let host;

before(async () => {
  [browser, host] = await Promise.all([start_browser(), make_host({ people: [claire], clients: true })]);
});
after(async () => {
  await browser?.close();
  await host?.forget();
});

const file = (name, text) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(text) });

async function open_client(desk) {
  await desk.go('Clients');
  await desk.write('Rechercher un client', 'C00012', { role: 'searchbox' });
  await desk.click('row', 'Pressing Benali');
  await desk.see('heading', 'Pressing Benali', { level: 1 });
}

/** A person with an address, access to the portal, and the link for them. */
async function invite(desk) {
  await desk.turn_to(/^Personnes/);
  await desk.click('button', 'Ajouter une personne');
  await desk.write('Nom', 'Benali-Roux');
  await desk.write('E-mail', 'marie@benali.example');
  await desk.click('button', 'Ajouter la personne');
  await desk.click('button', /^Benali-Roux/);
  await desk.click('button', 'Donner accès au portail');
  await desk.settled();
  await desk.click('button', 'Créer un lien d’invitation');
  await desk.see('button', 'Copier le lien');
  const tree = await desk.tree();
  const link = /https?:\/\/\S+#\/invitation\/[0-9a-f]{64}/.exec(tree.replace(/\s*\n\s*/g, ' '));
  assert.ok(link, tree);
  return link[0];
}

/** Everything that the page's databases hold, as one text. */
const stored = (page) => page.evaluate(async () => {
  let all = '';
  const latin = new TextDecoder('latin1');
  const utf8 = new TextDecoder();
  const add = (value) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) all += latin.decode(value) + utf8.decode(value);
    else if (value && typeof value === 'object') Object.values(value).forEach(add);
    else all += `${value}\n`;
  };
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done, fail) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    });
    for (const store of db.objectStoreNames) {
      const rows = await new Promise((done, fail) => {
        const asked = db.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => fail(asked.error);
      });
      rows.forEach(add);
    }
    db.close();
  }
  return all;
});

test('[DOC-01, DOC-02, DOC-08, PRJ-04, PRJ-06, PRJ-11] portal: a request, its answer with a file from without a network, and nothing of the firm’s own', async () => {
  const desk = await open_desk(browser, host.origin, { width: 1440, height: 900 });
  await desk.sign_in(claire);
  await desk.settled();
  await open_client(desk);
  await desk.turn_to(/^Notes/);
  await desk.write('Nouvelle note', 'Secret du bureau');
  await desk.click('button', 'Ajouter une note');
  const link = await invite(desk);
  await desk.press('Escape');
  await desk.turn_to(/^Demandes/);
  await desk.click('button', 'Créer une demande client');
  await desk.write('Titre', 'Relevé de mars');
  await desk.write('Message au client', 'Merci de joindre le relevé complet.');
  await desk.click('button', 'Créer la demande');
  await desk.give_file(() => desk.click('button', 'Joindre des fichiers'), [file('Modèle.pdf', '%PDF modele')]);
  await desk.see('button', /^Modèle\.pdf/);
  await desk.click('button', 'Partager');
  await desk.settled();
  await desk.picture('portal-firm');

  const client = await open_desk(browser, host.origin, { address: new URL(link).pathname + new URL(link).hash, width: 390, height: 844 });
  await client.see('heading', /./);
  await client.write('Mot de passe', 'le mot de passe de Marie');
  await client.click('button', 'Entrer');
  await client.see('tab', /^Mon expert-comptable/);
  await client.picture('portal-list');
  await client.click('button', /^Relevé de mars/);
  await client.see_words('Merci de joindre le relevé complet.');
  await client.see('button', /^Modèle\.pdf/);
  await client.at_rest();

  await host.kill();
  await client.give_file(() => client.click('button', 'Joindre des fichiers'), [file('Relevé.pdf', '%PDF releve de mars')]);
  await client.see('button', /^Relevé\.pdf/);
  await client.write('Votre réponse', 'Le voici.');
  await client.click('button', 'Envoyer la réponse');
  await client.see_words('Le voici.');
  await client.picture('portal-answered');
  const held = await stored(client.page);
  assert.ok(held.includes('mars'), 'the scan reads what is stored');
  for (const words of ['Secret du bureau', 'Ambulances Kergoat', 'claire@', 'C00012']) {
    assert.ok(!held.includes(words), `on the client's device: ${words}`);
  }

  await host.start();
  await desk.see_words('Le voici.');
  await desk.click('button', 'Accepter la réponse');
  await desk.press('Escape');
  await desk.turn_to(/^Documents partagés/);
  await desk.see('button', /^Relevé\.pdf/);
  // The answer may be here before the content, which goes its own way.
  await desk.words_gone('Contenu attendu');
  const got = await desk.download(async () => {
    await desk.click('button', 'Actions', { nth: 0 });
    await desk.click('menuitem', 'Télécharger');
  });
  assert.equal(got.bytes.toString(), '%PDF releve de mars');
  await desk.close();
  await client.close();
});
