// Starts the desk: fetches fonts and program side by side, shows the first frame, and says clearly when it can't.

import createDesk from './desk.mjs';
import { create_device } from './bridge.mjs';
import { create_page } from './page.mjs';

const build = document.querySelector('meta[name="pupitre-build"]').content;
const script = document.querySelector('script[data-fonts]');
const FACES = ['inter-regular.otf', 'inter-medium.otf', 'inter-semibold.otf', 'icons.ttf'];

const TROUBLES = {
  webgl: {
    title: 'WebGL 2',
    fr: 'Pupitre dessine avec WebGL 2, que ce navigateur ne propose pas ou a désactivé. Activez l’accélération graphique dans ses réglages, ou ouvrez Pupitre dans une version récente de Firefox, Chrome, Edge ou Safari. Vos données ne sont pas touchées.',
    en: 'Pupitre draws with WebGL 2, which this browser does not offer or has turned off. Turn on graphics acceleration in its settings, or open Pupitre in a recent Firefox, Chrome, Edge or Safari. Your data is untouched.',
  },
  load: {
    title: 'Pupitre',
    fr: 'Le programme n’a pas pu être chargé. Vérifiez la connexion, puis rechargez la page. Ce qui est enregistré sur cet appareil y reste.',
    en: 'The program could not be loaded. Check the connection, then reload the page. What is stored on this device stays there.',
  },
  stopped: {
    title: 'Pupitre',
    fr: 'Le programme s’est arrêté sur une erreur. Ce qui était enregistré est conservé : rechargez la page pour continuer.',
    en: 'The program stopped on an error. What was saved is kept: reload the page to go on.',
  },
};

function show_trouble(kind, detail = '') {
  const words = TROUBLES[kind];
  const box = document.getElementById('trouble');
  box.querySelector('h1').textContent = words.title;
  box.querySelector('p[lang="fr"]').textContent = words.fr;
  box.querySelector('p[lang="en"]').textContent = words.en;
  box.querySelector('button').onclick = () => location.reload();
  box.hidden = false;
  document.documentElement.classList.add('drawn');
  if (detail) console.error(`Pupitre: ${kind}: ${detail}`);
}

async function fetch_bytes(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function start() {
  const fonts_wanted = Promise.all(FACES.map((name) => fetch_bytes(`${script.dataset.fonts}/${name}`)));
  // The text fields of the page use the same files under a name of their own; ready before the first one is typed in.
  Promise.all(['400', '500', '600'].map((weight) => document.fonts.load(`${weight} 14px Inter`))).catch(() => {});
  const page = create_page({
    canvas: document.getElementById('desk'),
    fonts: [],
    on_ready: () => {
      performance.mark('pupitre-first-frame');
      document.documentElement.classList.add('drawn');
    },
    on_failed: (reason) => {
      page.has_failed = true;
      show_trouble(reason);
    },
  });
  const [fonts, desk] = await Promise.all([
    fonts_wanted,
    createDesk({
      noInitialRun: true,
      page,
      pupitre_device: create_device,
      pupitre_build: build,
      locateFile: (name) => new URL(name, import.meta.url).href,
      onAbort: (what) => show_trouble('stopped', String(what)),
    }),
  ]);
  page.fonts.push(...fonts);
  page.numbers.build = build;
  page.numbers.memory_bytes = () => desk.HEAPU8.length;
  window.pupitre = page.numbers;
  page.start(desk);
}

addEventListener('unhandledrejection', ({ reason }) => {
  if (reason instanceof WebAssembly.RuntimeError) show_trouble('stopped', String(reason.stack ?? reason));
});
addEventListener('error', ({ error }) => {
  if (error instanceof WebAssembly.RuntimeError) show_trouble('stopped', String(error.stack ?? error));
});
start().catch((error) => show_trouble('load', String(error.stack ?? error)));
