// The ways in which keeping something on this device can fail. The codes go to C++ and from there to the message
// catalogue ("device.<code>"), so they are names for ever.

export class DeviceError extends Error {
  /** @param {'lease_lost'|'quota'|'not_saved'|'closed'|'newer_format'|'unreadable'|'unavailable'|'missing'|'failed'} code of the
   *   store; of files also 'damaged', 'awaited', 'signed_out', 'offline', 'busy' */
  constructor(code, detail = '') {
    super(detail ? `${code}: ${detail}` : code);
    this.name = 'DeviceError';
    this.code = code;
    this.detail = String(detail);
  }
}

/** The browser's own errors by name, in our words. What is not listed may pass when it is tried again. */
export function as_device_error(error) {
  if (error instanceof DeviceError) return error;
  const name = error?.name ?? '';
  const detail = `${name} ${error?.message ?? error ?? ''}`.trim();
  if (name === 'QuotaExceededError') return new DeviceError('quota', detail);
  if (name === 'VersionError') return new DeviceError('newer_format', detail);
  if (name === 'SecurityError') return new DeviceError('unavailable', detail);
  if (name === 'DataError' || name === 'DataCloneError' || name === 'ConstraintError') return new DeviceError('failed', detail);
  return new DeviceError('not_saved', detail);
}

/** Waits for `promise`, but not longer than `limit_ms`: browsers lose storage callbacks. */
export function within(limit_ms, what, promise) {
  let timer = 0;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new DeviceError('not_saved', `${what}: no answer within ${limit_ms} ms`)), limit_ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
