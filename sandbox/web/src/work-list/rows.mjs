/** The rows of the work list: decisions by date, in the state that was chosen. */

import { localId } from '../common/reference.mjs';
import { caseNote, state, wantsSupplement } from '../prior-authorization/decision.mjs';

/** The states that can be chosen, in order. */
export const FILTERS = {
  all: { en: 'All', zh: '全部' },
  supplement: { en: 'Supplement needed', zh: '補件' },
  review: { en: 'Accepted, under review', zh: '已受理' },
  decided: { en: 'Decided', zh: '審畢結果' },
};

/** What a decision counts as: supplement before anything else, because somebody must act. */
export function kind(response) {
  return wantsSupplement(response) ? 'supplement' : state(response).code;
}

/**
 * One row for each decision, the newest first:
 * { id, date, kind, state, note, patient, claim, program, number, opinion }.
 */
export function rows(responses, claims, patients, filter = 'all') {
  const claimById = byId(claims);
  const patientById = byId(patients);
  return responses
    .filter(response => filter === 'all' || kind(response) === filter)
    .sort((one, other) => String(other.created).localeCompare(String(one.created)))
    .map(response => {
      const claimId = localId('Claim', response.request?.reference);
      const patientId = localId('Patient', response.patient?.reference);
      const claim = claimById.get(claimId);
      return {
        id: response.id,
        date: response.created ?? '',
        kind: kind(response),
        state: wantsSupplement(response) ? FILTERS.supplement : state(response),
        note: caseNote(response),
        patient: patientById.get(patientId)?.name?.[0]?.text ?? (patientId ? `Patient/${patientId}` : ''),
        claim: claimId ? `Claim/${claimId}` : '',
        program: claim?.item?.[0]?.programCode?.[0]?.text ?? '',
        number: claim?.identifier?.find(one => one.use === 'official')?.value ?? '',
        opinion: (response.processNote ?? []).map(note => note.text).join('\n'),
      };
    });
}

/** How many decisions there are of each kind. */
export function counts(responses) {
  const counted = Object.fromEntries(Object.keys(FILTERS).map(name => [name, 0]));
  for (const response of responses) {
    counted.all += 1;
    const name = kind(response);
    if (name in counted) {
      counted[name] += 1;
    }
  }
  return counted;
}

function byId(resources) {
  return new Map(resources.map(resource => [resource.id, resource]));
}
