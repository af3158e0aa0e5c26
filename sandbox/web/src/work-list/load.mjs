/** What the pharmacist's work list reads: the decisions of the own hospital, whoever the patient is. */

import { localId } from '../common/reference.mjs';

/** The app asks for all decisions; the ceiling of its client narrows that to one hospital. */
export const SCOPE = 'openid fhirUser offline_access user/ClaimResponse.rs user/Claim.rs user/Patient.r'
  + ' user/Practitioner.r';

export async function load(client) {
  const [responses, claims, user] = await Promise.all([
    client.request('ClaimResponse?status=active&_count=100', { flat: true, pageLimit: 0 }),
    client.request('Claim?status=active&_count=100', { flat: true, pageLimit: 0 }),
    client.request(client.getFhirUser()),
  ]);
  const ids = new Set(responses.map(one => localId('Patient', one.patient?.reference)).filter(Boolean));
  // Whom the user may not see stays without a name.
  const patients = await Promise.all([...ids].map(id => client.request(`Patient/${id}`).catch(() => null)));
  return { responses, claims, patients: patients.filter(Boolean), user, filter: 'all' };
}
