// Reads the journal's rows with suspicion: each is checked against its checksum and its neighbours, and what does not
// hold is named in `damage` instead of being handed on. A pending command is never left out silently: one whose bytes
// are broken comes back under `quarantined`, to be shown.

import { record_checksum } from './checksum.mjs';

const encoder = new TextEncoder();

const holds = (row, name) => row.bytes instanceof Uint8Array && row.crc === record_checksum(name, row.bytes);
const text_holds = (row) => typeof row.text === 'string' && row.crc === record_checksum(row.key, encoder.encode(row.text));
const by_text = (a, b) => (a < b ? -1 : 1);

/** @param {Record<string, object[]>} found all rows of each store, in the order of their keys */
export function verified_rows(found) {
  const damage = [];
  const fence = found.meta.find((row) => row.key === 'fence') ?? { lease: 0, write: 0 };
  const meta = {};
  for (const row of found.meta) {
    if (row.key === 'fence') continue;
    if (text_holds(row)) meta[row.key] = row.text;
    else damage.push({ kind: 'meta', name: row.key });
  }
  const drafts = {};
  for (const row of found.draft) {
    if (text_holds(row)) drafts[row.key] = row.text;
    else damage.push({ kind: 'draft', name: row.key });
  }

  const outbox = [];
  const quarantined = [];
  for (const row of found.outbox) {
    if (!row.quarantined && holds(row, `${row.order}/${row.id}`)) {
      outbox.push({ order: row.order, id: row.id, bytes: row.bytes });
    } else {
      const bytes = row.bytes instanceof Uint8Array ? row.bytes : new Uint8Array();
      quarantined.push({ order: row.order, id: String(row.id), bytes, found: row });
      damage.push({ kind: 'outbox', name: String(row.id) });
    }
  }

  const results = [];
  for (const row of found.result) {
    if (holds(row, row.id)) results.push({ id: row.id, bytes: row.bytes });
    else damage.push({ kind: 'result', name: row.id });
  }

  const settled = found.settled.sort((a, b) => a.order - b.order || by_text(a.id, b.id)).map((row) => row.id);
  const generation = parsed(meta.generation) ?? { number: 0, segments: [], log_through: 0 };
  const log = verified_log(found.log, generation.log_through, damage);
  delete meta.generation;
  return {
    fence: { lease: fence.lease, write: fence.write }, generation, meta, drafts, outbox, quarantined, results, settled,
    log, last_n: found.log.at(-1)?.n ?? 0, damage,
  };
}

/**
 * The log is numbered without gaps. After a broken row the later rows of its scope stand on nothing; after a missing row
 * nobody knows whose it was, so all later rows do ("*").
 */
function verified_log(rows, through, damage) {
  const log = [];
  const broken = new Set();
  let expected = through + 1;
  for (const row of rows) {
    if (row.n <= through) continue;
    if (row.n !== expected) {
      damage.push({ kind: 'log', name: '*' });
      break;
    }
    expected += 1;
    if (broken.has(row.scope)) continue;
    if (holds(row, `${row.n}/${row.scope}`)) {
      log.push({ n: row.n, scope: row.scope, bytes: row.bytes });
    } else {
      broken.add(row.scope);
      damage.push({ kind: 'log', name: String(row.scope) });
    }
  }
  return log;
}

function parsed(text) {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
