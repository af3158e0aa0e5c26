/** The first page of an app: it goes to the authorization server of the one FHIR server that it trusts. */

import FHIR from 'fhirclient';

/** The FHIR base of this sandbox. */
async function trusted() {
  const answer = await fetch('/apps/config.json');
  return (await answer.json()).fhirBase;
}

/**
 * Begins the authorization.
 * @param clientId the app's name at the authorization server
 * @param scope the scopes that it asks for
 */
export async function launch({ clientId, scope }) {
  const message = document.getElementById('message');
  try {
    const iss = await trusted();
    const given = new URL(location.href).searchParams.get('iss');
    if (given !== null && given.replace(/\/+$/, '') !== iss) {
      throw new Error(`iss is ${given}, but this app trusts the FHIR server ${iss} only.`);
    }
    await FHIR.oauth2.authorize({ clientId, scope, iss, redirectUri: 'index.html', pkceMode: 'required' });
  } catch (error) {
    message.textContent = error.message;
    message.className = 'refused';
    document.body.dataset.state = 'problem';
  }
}
