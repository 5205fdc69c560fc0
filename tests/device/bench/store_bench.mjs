// Figures of the device's store in a real Chromium: node tests/device/bench/store_bench.mjs
// One durable command, a batch of 200, one answer of the host, a compaction and an opening with the base of 100,000 rows.

import { start_browser } from '../browser/support/browser.mjs';
import { start_site } from '../browser/support/site.mjs';

const site = await start_site();
let browser = await start_browser();
let page = await browser.tab(site.origin);

const writes = await page.evaluate(async () => {
  const sorted = (times) => times.sort((a, b) => a - b);
  const timed = async (count, action) => {
    const times = [];
    for (let round = 0; round < count; round += 1) {
      const start = performance.now();
      await action(round);
      times.push(performance.now() - start);
    }
    return sorted(times);
  };
  const noise = (size) => {
    const block = new Uint8Array(size);
    for (let at = 0; at < size; at += 65536) crypto.getRandomValues(block.subarray(at, Math.min(size, at + 65536)));
    return block;
  };
  const store = await new_store('bench');
  await store.open({ writer: true });
  let order = 0;
  const command = () => ({ order: (order += 1), id: `id-${order}`, bytes: noise(300) });
  const append = await timed(300, () => store.append({ outbox: [command()] }));
  const batch = await timed(20, () => store.append({ outbox: Array.from({ length: 200 }, command) }));
  const commit = await timed(100, (round) => store.commit({
    patches: [{ scope: 'firm', bytes: noise(2000) }], prune: [{ id: `id-${round + 1}`, order: round + 1 }], meta: { device: '{}' },
  }));
  // 100,000 rows take 5.5 MiB, in blocks of 4,000 rows.
  const segments = Array.from({ length: 25 }, (_, place) => ({ name: `task-${place}`, bytes: noise(230_000) }));
  const start = performance.now();
  await store.compact({ segments, log_through: 100 });
  const compaction = performance.now() - start;
  await store.close();
  return { append, batch, commit, compaction };
});
await browser.close();

const openings = [];
for (let round = 0; round < 5; round += 1) {
  browser = await start_browser(browser.profile);
  page = await browser.tab(site.origin);
  openings.push(await page.evaluate(async () => {
    const store = await new_store('bench');
    const start = performance.now();
    const state = await store.open({ writer: true });
    const time = performance.now() - start;
    if (state.damage.length > 0 || state.segments.length !== 25) throw new Error('the base did not come back');
    return time;
  }));
  await browser.close();
}
browser.forget();
await site.stop();

const at = (times, share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
const figure = (name, value) => console.log(`figure: device.${name} ${value}`);
for (const name of ['append', 'batch', 'commit']) {
  figure(`${name}_p50_ms`, at(writes[name], 0.5));
  figure(`${name}_p95_ms`, at(writes[name], 0.95));
}
figure('compact_100k_rows_ms', writes.compaction.toFixed(0));
openings.sort((a, b) => a - b);
figure('open_100k_rows_median_ms', at(openings, 0.5));
figure('open_100k_rows_best_ms', openings[0].toFixed(1));
