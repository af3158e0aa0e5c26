/** Client authentication with a private key where fhirclient has none of its own: at the refresh. */

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { importJWK, SignJWT } from 'jose';

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The private key that the sandbox made for this app. */
export async function readKey(file) {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** A fresh assertion, two minutes long. */
export async function assertion(clientId, audience, jwk) {
  return new SignJWT({})
    .setProtectedHeader({ typ: 'JWT', alg: jwk.alg, kid: jwk.kid })
    .setIssuer(clientId).setSubject(clientId).setAudience(audience)
    .setJti(randomUUID()).setExpirationTime('2m')
    .sign(await importJWK(jwk));
}

/**
 * Refreshes the tokens of a client of fhirclient, which in release 2.6 refreshes with a secret only.
 * @throws an Error with the server's words if it refuses
 */
export async function refresh(client, jwk) {
  const { tokenUri, clientId, tokenResponse } = client.state;
  const answer = await fetch(tokenUri, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: tokenResponse.refresh_token ?? '',
      client_assertion_type: JWT_BEARER,
      client_assertion: await assertion(clientId, tokenUri, jwk),
    }),
  });
  const body = await answer.json();
  if (!answer.ok) {
    throw new Error(`${body.error}: ${body.error_description ?? ''}`);
  }
  Object.assign(tokenResponse, body);
  client.state.expiresAt = Math.floor(Date.now() / 1000) + body.expires_in;
}
