// A bad line between desk and host: passes everything on, but cuts a message in the middle of given words, or loses the answer to it.

import { connect, createServer } from 'node:net';

/** @param {number} port of the host */
export async function make_line(port) {
  const open = new Set();
  let fault = null;

  const server = createServer((desk) => {
    const host = connect(port, '127.0.0.1');
    const both = [desk, host];
    let answer_lost = null;
    const end = () => {
      for (const socket of both) {
        socket.destroy();
        open.delete(socket);
      }
    };
    for (const socket of both) {
      open.add(socket);
      socket.on('error', end);
      socket.on('close', end);
    }
    desk.on('data', (bytes) => {
      const place = fault ? bytes.indexOf(fault.words) : -1;
      if (place >= 0 && fault.kind === 'cut') {
        host.write(bytes.subarray(0, place + 4), end);
        fault.happened();
        return;
      }
      if (place >= 0) answer_lost = fault;
      host.write(bytes);
    });
    host.on('data', (bytes) => {
      if (!answer_lost) {
        desk.write(bytes);
        return;
      }
      end();
      answer_lost.happened();
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));

  const fail = (kind, words) => new Promise((happened) => { fault = { kind, words: Buffer.from(words), happened }; });
  return {
    origin: `http://localhost:${server.address().port}`,
    /** Each message with these words is cut inside them. Resolves when it happened. */
    cut_at: (words) => fail('cut', words),
    /** Each message with these words arrives, its answer does not. Resolves when it happened. */
    lose_answer_to: (words) => fail('lose', words),
    mend() { fault = null; },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
