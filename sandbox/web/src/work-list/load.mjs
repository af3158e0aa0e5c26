/** What the pharmacist's work list reads: the decisions of the own hospital, whoever the patient is. */

/** The app asks for all decisions; the ceiling of its client narrows that to one hospital. */
export const SCOPE = 'openid fhirUser offline_access user/ClaimResponse.rs user/Claim.rs user/Patient.r'
  + ' user/Practitioner.r';

export async function load(client) {
  const [responses, claims, user] = await Promise.all([
    client.request('ClaimResponse?status=active&_count=100', { flat: true, pageLimit: 0 }),
    client.request('Claim?status=active&_count=100', { flat: true, pageLimit: 0 }),
    client.request(client.getFhirUser()),
  ]);
  const names = [...new Set(responses.map(one => one.patient.reference.split('/').slice(-2).join('/')))];
  const patients = await Promise.all(names.map(name => client.request(name)));
  return { responses, claims, patients, user, filter: 'all' };
}
