/** What the oncologist's page reads, with the patient in context and nothing but that patient. */

/** The scopes that this needs. */
export const SCOPE = 'launch openid fhirUser online_access patient/Patient.r patient/Claim.rs patient/ClaimResponse.rs'
  + ' user/Practitioner.r';

/** Reads with a client of fhirclient, in the browser or in Node.js. */
export async function load(client) {
  const context = client.state.tokenResponse ?? {};
  if (!client.patient.id) {
    throw new Error('The launch has no patient. 啟動情境沒有病人。');
  }
  const about = `patient=Patient/${encodeURIComponent(client.patient.id)}`;
  const [patient, claims, responses, user] = await Promise.all([
    client.patient.read(),
    client.request(`Claim?${about}&_sort=-created`, { flat: true, pageLimit: 5 }),
    client.request(`ClaimResponse?${about}`, { flat: true, pageLimit: 5 }),
    userName(client),
  ]);
  return { context, patient, claims, responses, user };
}

async function userName(client) {
  const reference = client.getFhirUser();
  if (!reference) {
    return null;
  }
  try {
    return (await client.request(reference)).name?.[0]?.text ?? reference;
  } catch {
    return reference;
  }
}
