/** What the app needs of a browser, and how to see whether it is there. */
const FEATURES: Readonly<Record<string, () => boolean>> = {
  'fetch with AbortController': () =>
    typeof fetch === 'function' && typeof AbortController === 'function',
  'AbortSignal.any': () => typeof AbortSignal.any === 'function',
  'URL.canParse': () => typeof URL.canParse === 'function',
  'Web Crypto on a secure page': () => typeof globalThis.crypto?.subtle?.digest === 'function',
  'crypto.randomUUID': () => typeof globalThis.crypto?.randomUUID === 'function',
  'Intl with time zones': () =>
    new Intl.DateTimeFormat('en', { timeZone: 'Asia/Kolkata', hour: '2-digit' })
      .formatToParts(0)
      .some((part) => part.type === 'hour'),
  'Array.prototype.toSorted': () => typeof Array.prototype.toSorted === 'function',
  'Object.hasOwn': () => typeof Object.hasOwn === 'function',
};

/** Names of the features this browser lacks; none is the normal case. */
export function missingFeatures(): readonly string[] {
  return Object.entries(FEATURES)
    .filter(([, has]) => {
      try {
        return !has();
      } catch {
        return true;
      }
    })
    .map(([name]) => name);
}
