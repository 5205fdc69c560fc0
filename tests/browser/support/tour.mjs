// Every screen of the desk, one after the other, in either language and at any width.

import { list_file } from './host.mjs';
import { in_language } from './words.mjs';

// The titles of a file's columns are the file's own words.
const english_list = { name: 'clients.csv', mimeType: 'text/csv', buffer: Buffer.from('Company name,Town\nNorth Mill,Leeds\nSouth Mill,York\n') };

/**
 * @param {object} desk signed in at a host with the example firm, not on the import screen before
 * @param {'fr' | 'en'} language
 * @param {(stop: string) => Promise<void>} visit called at each stop, once the screen is there
 */
export async function tour(desk, language, visit) {
  const t = in_language(language);
  const at = (address) => desk.page.evaluate((hash) => { location.hash = hash; }, address);
  const screen = async (stop, address, role, name, options) => {
    await at(address);
    await desk.see(role, name, options);
    await visit(stop);
  };
  const heading = (stop, address, name) => screen(stop, address, 'heading', name, { level: 1 });
  const panel = (stop, address, name) => screen(stop, address, 'region', name);

  await heading('work', '/work', t('Journal de bord'));
  for (const [stop, display] of [['cards', 'Grille'], ['calendar', 'Calendrier'], ['list', 'Liste']]) {
    await desk.click('radio', t(display));
    await desk.see('radio', t(display), { checked: true });
    await visit(stop);
  }
  await panel('new-task', '/work?panel=task', t('Nouvelle tâche'));
  await panel('new-project', '/work?panel=project', t('Nouveau projet'));
  await at('/work');
  await desk.gone('region', t('Nouveau projet'));
  await desk.click('row', 'Renouveler le certificat de signature');
  await desk.see('region', 'Renouveler le certificat de signature');
  await visit('task');

  await heading('clients', '/clients', t('Clients'));
  await panel('new-client', '/clients?panel=client', t('Nouveau client'));
  await desk.click('button', t('Créer le client'));
  await desk.see('alert', t('Ce champ est obligatoire.'));
  await visit('new-client-refused');
  await at('/clients');
  await desk.gone('region', t('Nouveau client'));
  await desk.write(t('Rechercher un client'), 'zzz', { role: 'searchbox' });
  await desk.see_words(t('Aucun client ne correspond'));
  await visit('clients-none');
  await desk.write(t('Rechercher un client'), 'c00012', { role: 'searchbox' });
  await desk.click('row', 'Pressing Benali');
  await desk.see('tab', t('Général'));
  await visit('client-general');
  const sheet = new URL(desk.page.url()).hash.slice(1);
  for (const [tab, name] of [['people', 'Personnes'], ['addresses', 'Adresses'], ['notes', 'Notes'], ['documents', 'Documents'], ['work', 'Travail']]) {
    await screen(`client-${tab}`, `${sheet}/${tab}`, 'tab', new RegExp(`^${t(name)}`), { selected: true });
  }
  await at(`${sheet}/people`);
  await desk.click('button', t('Ajouter une personne'));
  await desk.see('region', t('Nouvelle personne'));
  await visit('new-person');
  await at(sheet);

  await heading('import', '/import', t('Importer des clients'));
  await desk.give_file(() => desk.click('button', t('Choisir un fichier…')), language === 'fr' ? list_file : english_list);
  await desk.see('tab', new RegExp(`^${t('Lignes')}`));
  await visit('import-rows');
  await desk.turn_to(new RegExp(`^${t('Colonnes')}`));
  await visit('import-columns');
  await heading('pending', '/pending', undefined);
  await heading('settings', '/settings', t('Paramètres'));
  await heading('notices', '/settings/notices', t('Licences des composants'));
  await at('/settings');
  await desk.see('heading', t('Paramètres'), { level: 1 });

  await desk.click('button', t('Dernières actions'));
  await desk.see('heading', t('Dernières actions'));
  await visit('history');
  await desk.press('Escape');
  await desk.click('button', new RegExp('Karim Haddad'));
  await desk.see('menuitem', t('Se déconnecter…'));
  await visit('account');
  await desk.click('menuitem', t('Se déconnecter…'));
  await desk.see('dialog', t('Se déconnecter ?'));
  await visit('leave');
  await desk.press('Escape');
  await desk.gone('dialog', t('Se déconnecter ?'));
  await at('/clients');
  await desk.write(t('Rechercher partout'), 'lambert', { role: 'searchbox' });
  await desk.see('option', /Lambert/);
  await visit('search');
  await desk.press('Escape');
}
