import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localId } from '../src/common/reference.mjs';
import { latest } from '../src/prior-authorization/decision.mjs';
import { load } from '../src/work-list/load.mjs';
import { rows } from '../src/work-list/rows.mjs';

const ELSEWHERE = ['http://other.example/fhir/Patient/p', 'https:/other.example', 'http/x', '//other.example/Patient/p',
  'Patient/../p', '#p', 'urn:uuid:p', 'Patient?identifier=p', 'x/Patient/p', 'Patient/', '', undefined, null];

for (const reference of ['Patient/p', 'Patient/p/_history/2']) {
  test(`${reference} is the patient p`, () => assert.equal(localId('Patient', reference), 'p'));
}

for (const reference of ELSEWHERE) {
  test(`${reference} is no patient here`, () => assert.equal(localId('Patient', reference), null));
}

test('shows no patient and no claim of this server for those of another', () => {
  const [row] = rows([{ id: 'd', patient: { reference: 'http://other.example/fhir/Patient/p' },
    request: { reference: 'http://other.example/fhir/Claim/c' } }],
  [{ id: 'c', item: [{ programCode: [{ text: 'drug' }] }] }], [{ id: 'p', name: [{ text: '示範' }] }]);
  assert.deepEqual([row.patient, row.program], ['', '']);
});

test('takes no answer to a claim of another server for one to this claim', () => {
  for (const reference of ['http://other.example/fhir/Claim/c', 'PreClaim/c', 'XClaim/c']) {
    assert.equal(latest([{ request: { reference } }], { id: 'c' }), null);
  }
});

test('asks the own server for patients only, and does without those that it does not get', async () => {
  const asked = [];
  const responses = [...ELSEWHERE, 'Patient/p', 'Patient/p/_history/2', 'Patient/gone', 'Group/g']
    .map(reference => ({ patient: { reference } }));
  const client = {
    getFhirUser: () => 'Practitioner/me',
    request: async url => {
      asked.push(url);
      if (url === 'Patient/gone') {
        throw new Error('Not Found');
      }
      return url.startsWith('ClaimResponse') ? [...responses, {}] : url.startsWith('Claim') ? [] : { id: url };
    },
  };
  const { patients } = await load(client);
  assert.deepEqual(asked.slice(3), ['Patient/p', 'Patient/gone']);
  assert.deepEqual(patients.map(one => one.id), ['Patient/p']);
});
