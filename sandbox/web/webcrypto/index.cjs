exports.default = globalThis.crypto;
