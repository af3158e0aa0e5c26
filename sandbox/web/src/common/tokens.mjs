/** Tokens as people may see them: never whole. */

const SHOWN = 12;

/** The first letters of a token and how long it is. */
export function shorten(token) {
  const text = String(token);
  return text.length <= SHOWN ? '…' : `${text.slice(0, SHOWN)}… (${text.length})`;
}

/** The claims of a JSON Web Token, or null if it is none. Nothing is verified: this is for showing only. */
export function claims(token) {
  const part = String(token ?? '').split('.')[1];
  if (!part) {
    return null;
  }
  try {
    const bytes = Uint8Array.from(atob(part.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/** A token response with its tokens shortened. */
export function shortened(response) {
  return Object.fromEntries(Object.entries(response ?? {})
    .map(([name, value]) => [name, name.endsWith('_token') && value ? shorten(value) : value]));
}
