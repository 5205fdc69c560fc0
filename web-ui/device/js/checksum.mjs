// CRC-32 (the one of zlib and PNG) of stored bytes. It finds torn and rotten records; it is no protection against
// a person who wants to change them.

const tables = (() => {
  const all = Array.from({ length: 4 }, () => new Uint32Array(256));
  for (let byte = 0; byte < 256; byte += 1) {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    all[0][byte] = value >>> 0;
  }
  for (let byte = 0; byte < 256; byte += 1) {
    for (let step = 1; step < 4; step += 1) {
      const before = all[step - 1][byte];
      all[step][byte] = (before >>> 8) ^ all[0][before & 255];
    }
  }
  return all;
})();

/** The checksum of `bytes`, going on from `start` when a record has several parts. */
export function crc32(bytes, start = 0) {
  const [one, two, three, four] = tables;
  let crc = ~start;
  let at = 0;
  // Four bytes a round: segments are megabytes, and opening waits for this.
  for (const end = bytes.length - 3; at < end; at += 4) {
    crc ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    crc = four[crc & 255] ^ three[(crc >>> 8) & 255] ^ two[(crc >>> 16) & 255] ^ one[crc >>> 24];
  }
  for (; at < bytes.length; at += 1) crc = one[(crc ^ bytes[at]) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

const encoder = new TextEncoder();

/** The checksum of a record: its name, then its bytes, so that a record moved under another name is found too. */
export function record_checksum(name, bytes) {
  return crc32(bytes, crc32(encoder.encode(String(name))));
}
