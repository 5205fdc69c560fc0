// A list of made-up clients as a firm's Excel would give it: 22 columns, the same on every run.

const TRADES = ['Boulangerie', 'Garage', 'Menuiserie', 'Hôtel', 'Librairie', 'Pressing', 'Imprimerie', 'Restaurant', 'Optique',
  'Maçonnerie', 'Paysagiste', 'Pharmacie'];
const NAMES = ['Guérin', 'Lefèvre', 'Schœller', 'Benali', 'Ferreira', 'Nguyễn', 'Lambert', 'Moreau', 'Château', 'Dupont', 'Kergoat',
  'O’Connor', 'Traoré', 'Rousseau', 'Bœuf', 'Martinez'];
const CITIES = ['Lyon', 'Brest', 'Nantes', 'Pusey', 'Uxegney', 'Martizay', 'Alsting', 'Villegouge', 'Fegersheim', 'Nîmes'];
const TITLES = 'Référence;Raison sociale;SIREN;Groupe;Adresse;Complément;Code postal;Ville;Pays;Téléphone;E-mail;Civilité;Prénom;Nom;'
  + 'Fonction;Tags;Client depuis;Plafond de crédit;Solde;Actif;Contact parent;Remarque';

/** Eight digits with the ninth that makes them a SIREN. */
function siren(number) {
  const digits = String(10_000_000 + number * 37);
  let sum = 0;
  for (let place = 0; place < 8; place += 1) {
    const value = Number(digits[place]) * (place % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return digits + ((10 - (sum % 10)) % 10);
}

export function client_list(count) {
  const rows = [TITLES];
  for (let i = 0; i < count; i += 1) {
    const name = `${TRADES[(i * 7) % TRADES.length]} ${NAMES[(i * 11) % NAMES.length]} ${i}`;
    const parent = i % 10 === 9 ? `C${i - 9}` : '';
    rows.push(`C${i};${name};${siren(i)};${i % 2 === 0 ? 'BIC' : 'BNC'};${i % 90} bis quai de l'Île;Bâtiment B;${10_000 + (i % 80_000)};`
      + `${CITIES[i % CITIES.length]};France;04 97 56 63 70;client${i}@exemple.fr;Mme;Solène;${NAMES[(i * 5) % NAMES.length]};Gérante;`
      + `"PDG,RH";27/07/2011;1 500,00 €;-135,87;Oui;${parent};"Ligne 1\nDit ""oui"""`);
  }
  return `${rows.join('\r\n')}\r\n`;
}
