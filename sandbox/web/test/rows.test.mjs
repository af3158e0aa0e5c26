import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counts, rows } from '../src/work-list/rows.mjs';

function decision(id, created, disposition, note) {
  return {
    id, created, disposition,
    request: { reference: `Claim/c-${id}` },
    patient: { reference: 'Patient/p' },
    item: [{ itemSequence: 1, adjudication: [{ reason: { coding: [{ code: note }] } }] }],
  };
}

const responses = [
  decision('old', '2026-09-01', '審畢結果', '1'),
  decision('new', '2026-11-01', '已受理', '0'),
  decision('act', '2026-10-01', '審畢結果', '4'),
];
const ids = filter => rows(responses, [], [], filter).map(row => row.id);

test('lists the newest first', () => assert.deepEqual(ids('all'), ['new', 'act', 'old']));

test('filters by what is to be done: a supplement is no longer a decision', () => {
  assert.deepEqual(ids('supplement'), ['act']);
  assert.deepEqual(ids('review'), ['new']);
  assert.deepEqual(ids('decided'), ['old']);
  assert.deepEqual(ids('nothing'), []);
});

test('calls a supplement a supplement, although the answer counts as decided', () => {
  assert.deepEqual(rows(responses, [], []).map(row => row.state.zh), ['審查中', '補件', '審畢結果']);
});

test('counts each kind', () => {
  assert.deepEqual(counts(responses), { all: 3, supplement: 1, review: 1, decided: 1 });
});

test('finds claim and patient by their references, and does without', () => {
  const claim = {
    id: 'c-new', item: [{ programCode: [{ text: 'drug' }] }], identifier: [{ use: 'official', value: '7' }],
  };
  const [row, bare] = rows(responses, [claim], [{ id: 'p', name: [{ text: '示範' }] }]);
  assert.deepEqual([row.program, row.number, row.patient, row.claim], ['drug', '7', '示範', 'Claim/c-new']);
  assert.deepEqual([bare.program, bare.number, bare.opinion], ['', '', '']);
});
