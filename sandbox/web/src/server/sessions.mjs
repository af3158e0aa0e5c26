/** The sessions of the server's browsers; tokens are kept here and never reach a browser. */

import { randomBytes, timingSafeEqual } from 'node:crypto';

// Another name than other servers on this host have: cookies know no ports.
const COOKIE = 'smart-prior-authorization';
const MOST = 200;

export class Sessions {
  #sessions = new Map();

  /** The session that a Cookie header names, or undefined. */
  find(header) {
    const cookie = String(header ?? '').split(';').map(text => text.trim())
      .find(text => text.startsWith(`${COOKIE}=`));
    return this.#sessions.get(cookie?.slice(COOKIE.length + 1));
  }

  /** A new session with what is carried over, under a name that nobody can know. */
  open(carried = {}) {
    const id = randomBytes(32).toString('base64url');
    const session = { id, form: randomBytes(32).toString('base64url'), data: { ...carried } };
    this.#sessions.set(id, session);
    if (this.#sessions.size > MOST) {
      this.#sessions.delete(this.#sessions.keys().next().value);
    }
    return session;
  }

  close(session) {
    this.#sessions.delete(session.id);
  }
}

/** The Set-Cookie header of a session. */
export function cookie(session) {
  return `${COOKIE}=${session.id}; Path=/; HttpOnly; SameSite=Lax`;
}

/** Whether a form was made for this session. */
export function madeFor(session, given) {
  const wanted = Buffer.from(session.form);
  const got = Buffer.from(String(given ?? ''));
  return wanted.length === got.length && timingSafeEqual(wanted, got);
}
