// Links the program with js/bridge.mjs. A parcel is one JSON text and one block of bytes: in the JSON, each member
// called "bytes" is the place of its byte string in the block ("sizes" has their lengths).

addToLibrary({
  $pupitre_parcels: {
    unpack(header, header_size, block, block_size) {
      const { sizes, body } = JSON.parse(UTF8ToString(header, header_size));
      let at = block;
      const parts = sizes.map((size) => HEAPU8.slice(at, (at += size)));
      const fill = (value) => {
        if (value === null || typeof value !== 'object') return value;
        for (const key of Object.keys(value)) {
          if (key === 'bytes' && typeof value[key] === 'number') value[key] = parts[value[key]];
          else fill(value[key]);
        }
        return value;
      };
      return fill(body);
    },
    pack(body) {
      const parts = [];
      const text = JSON.stringify(body, (key, value) => (value instanceof Uint8Array ? parts.push(value) - 1 : value));
      return { header: `{"sizes":${JSON.stringify(parts.map((part) => part.length))},"body":${text}}`, parts };
    },
  },
  $pupitre_parcels__deps: ['$UTF8ToString'],

  pupitre_device_connect__deps: ['$pupitre_parcels', '$FS', '$IDBFS', '$lengthBytesUTF8', '$stringToUTF8', 'malloc', 'free'],
  pupitre_device_connect: () => {
    const deliver = (name, body) => {
      const { header, parts } = pupitre_parcels.pack({ event: name, ...body });
      const header_size = lengthBytesUTF8(header);
      const block_size = parts.reduce((sum, part) => sum + part.length, 0);
      const memory = _malloc(header_size + 1 + block_size);
      stringToUTF8(header, memory, header_size + 1);
      let at = memory + header_size + 1;
      for (const part of parts) {
        HEAPU8.set(part, at);
        at += part.length;
      }
      _pupitre_device_event(memory, header_size, memory + header_size + 1, block_size);
      _free(memory);
    };
    const { call, facts, take_files } = Module.pupitre_device({ fs: FS, idbfs: IDBFS, build: Module.pupitre_build ?? '', deliver });
    Module.pupitre_call = call;
    Module.pupitre_take_files = take_files;
    facts.then((known) => deliver('facts', known));
  },

  pupitre_device_call__deps: ['$pupitre_parcels'],
  pupitre_device_call: (header, header_size, block, block_size) => {
    // No rest pattern here: Emscripten's optimizer does not know it.
    const body = pupitre_parcels.unpack(header, header_size, block, block_size);
    const name = body.name;
    delete body.name;
    Module.pupitre_call(name, body);
  },
});
