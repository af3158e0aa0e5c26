/** References between resources of one server. */

const RELATIVE = /^([A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(\/_history\/[A-Za-z0-9.-]{1,64})?$/;

/**
 * The id of the resource of a type that a literal reference names on the server that it came from, or null: the same id
 * on another server is another resource, and an address elsewhere gets no token.
 */
export function localId(type, reference) {
  const known = RELATIVE.exec(String(reference ?? ''));
  return known?.[1] === type ? known[2] : null;
}
