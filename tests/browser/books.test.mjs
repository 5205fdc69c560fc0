// A client's bank: a statement is imported and categorised without a network until nothing is left, and the card in the work log
// comes and goes with it.

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

const ofx = `OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nENCODING:USASCII\r\nCHARSET:1252\r\n\r\n
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>12345678901</BANKACCTFROM><BANKTRANLIST>
<STMTTRN><DTPOSTED>20261103<TRNAMT>-42.50<FITID>F1<NAME>EDF<MEMO>PRLV ELECTRICITE</STMTTRN>
<STMTTRN><DTPOSTED>20261110<TRNAMT>-900.00<FITID>F2<NAME>SCI du Pont<MEMO>LOYER</STMTTRN>
<STMTTRN><DTPOSTED>20261112<TRNAMT>-43.10<FITID>F3<NAME>EDF<MEMO>PRLV ELECTRICITE</STMTTRN>
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\r\n`;
const file_of = (name, text) => ({ name, mimeType: 'application/x-ofx', buffer: Buffer.from(text, 'latin1') });

async function open_bank(desk, client) {
  await desk.go('Clients');
  await desk.click('radio', 'Tous');
  await desk.write('Rechercher un client', client, { role: 'searchbox' });
  await desk.click('row', client);
  await desk.turn_to('Banque');
}

test('[BKS-01, BKS-02, BKS-03, BKS-04, BKS-05, BKS-06, BKS-07, BKS-09, VIEW-12] books: a statement is imported and categorised offline, and the card goes when nothing is left', async () => {
  const desk = await open_desk(browser, host.origin, { width: 1440, height: 900 });
  await desk.sign_in(claire);
  await open_bank(desk, 'Pressing Benali');
  await desk.click('button', 'Nouveau compte bancaire');
  const form = desk.part('region', 'Nouveau compte bancaire');
  await form.write('Nom du compte', 'Compte courant');
  await form.write('IBAN ou numéro', 'FR76 3000 6000 0112 3456 7890 189');
  await form.click('button', 'Ajouter le compte');
  await desk.gone('region', 'Nouveau compte bancaire');
  await desk.see_words('Aucune opération');
  await desk.settled();

  await desk.context.setOffline(true);
  await desk.give_file(() => desk.click('button', 'Importer un relevé…'), file_of('releve.ofx', ofx));
  await desk.see_words('OFX · UTF-8 · 3 lignes');
  await desk.click('button', 'Importer 3 opérations');
  await desk.see_words('3 importées, 0 déjà là, 0 laissées de côté.');
  await desk.click('button', 'Voir les opérations');
  await desk.see('row', 'SCI du Pont');

  // Once more: nothing is new.
  await desk.give_file(() => desk.click('button', 'Importer un relevé…'), file_of('releve.ofx', ofx));
  await desk.see('button', /^Déjà là · 3/);
  await desk.click('button', 'Abandonner');

  await desk.go('Journal de bord');
  await desk.click('radio', 'Grille');
  await desk.click('button', /^Équipe/);
  await desk.click('option', 'toute l’équipe');
  assert.equal((await desk.names('row')).filter((name) => name.includes('à catégoriser')).length, 0);
  await desk.click('button', 'Depuis la comptabilité');
  await desk.see('heading', 'Depuis la comptabilité · 1');
  await desk.click('row', 'Pressing Benali · 3 opérations à catégoriser');

  await desk.see_words('3 opérations à catégoriser');
  for (const typed of ['6061', 'locations immo']) {
    await desk.write('Catégorie', typed, { role: 'searchbox' });
    await desk.press('Enter');
  }
  await desk.see('option', /^606100/);
  await desk.press('Enter');
  await desk.see_words('Tout est catégorisé');
  await desk.go('Journal de bord');
  await desk.gone('heading', 'Depuis la comptabilité · 1');
  await desk.see('button', 'Depuis la comptabilité', { pressed: true });
  await desk.context.setOffline(false);
  await desk.settled();
  assert.match(host.check(), /^Bank transaction: 3$/m);
  await desk.close();
});
