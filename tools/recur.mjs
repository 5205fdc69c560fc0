// Questions about recurrences on standard input as JSON Lines, answers on standard output, by the core as the browser runs it.
//   node tools/recur.mjs [--lang fr|en] < questions > answers
// The same as `pupitre recur`. Needs the browser build: cmake --build --preset wasm-release --target recur_web
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const places = ['./recur_web.mjs', '../build/wasm-release/tools/recur/recur_web.mjs'].map((place) => new URL(place, import.meta.url))
const module = places.find((place) => existsSync(fileURLToPath(place)))
if (!module) {
  console.error('Build it first: cmake --build --preset wasm-release --target recur_web')
  process.exit(3)
}
const asked = process.argv[process.argv.indexOf('--lang') + 1]
const english = process.argv.includes('--lang') ? asked === 'en' : /^en/.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')

const core = await (await import(module)).default()
const program = core._recur_open(english ? 1 : 0)
const room = 65536
const at = core._malloc(room)

const send = (size) =>
  new Promise((resolve) => {
    if (size === 0) return resolve()
    const from = core._recur_answers(program)
    process.stdout.write(Buffer.from(core.HEAPU8.slice(from, from + size)), resolve)
  })

process.stdout.on('error', () => process.exit(7))
for await (const chunk of process.stdin) {
  for (let begun = 0; begun < chunk.length; begun += room) {
    const piece = chunk.subarray(begun, begun + room)
    core.HEAPU8.set(piece, at)
    await send(core._recur_feed(program, at, piece.length))
  }
}
await send(core._recur_finish(program))
