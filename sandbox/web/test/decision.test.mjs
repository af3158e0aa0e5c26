import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approval, caseNote, items, latest, state, wantsSupplement } from '../src/prior-authorization/decision.mjs';

const reason = code => ({ reason: { coding: [{ code }] } });
const claim = {
  id: 'c',
  item: [
    { sequence: 1, programCode: [{ text: 'drug' }], quantity: { value: 52, code: '{tbl}' } },
    { sequence: 2, productOrService: { coding: [{ display: '藥品' }] } },
  ],
};

function response(more = {}) {
  return {
    request: { reference: 'Claim/c' },
    created: '2026-09-14',
    disposition: '審畢結果',
    item: [{
      itemSequence: 1,
      adjudication: [{ ...reason('3'), value: 26 }],
      detail: [
        { detailSequence: 1, adjudication: [reason('1')] },
        { detailSequence: 2, adjudication: [reason('6')] },
      ],
    }],
    ...more,
  };
}

for (const [disposition, code, en, zh] of [
  ['審畢結果', 'decided', 'Decided', '審畢結果'],
  ['已受理', 'review', 'Under review', '審查中'],
  ['檔案傳送失敗', 'other', '檔案傳送失敗', '檔案傳送失敗'],
]) {
  test(`calls ${disposition} ${en}`, () => {
    assert.deepEqual(state(response({ disposition })), { code, en, zh });
  });
}

test('says that a claim without an answer has none', () => {
  assert.equal(state(null).code, 'none');
  assert.deepEqual(items(claim, null).map(item => [item.note, item.approved, item.opinions]),
    [[null, null, []], [null, null, []]]);
});

test('takes the note of each order and the quantity of the item', () => {
  const [first, second] = items(claim, response());
  assert.deepEqual([first.name, first.asked, first.unit, first.note, first.approved], ['drug', 52, 'tbl', '1', 26]);
  assert.deepEqual([second.name, second.asked, second.note, second.approved], ['藥品', null, '6', null]);
});

test('takes the note of the case where an order has none', () => {
  const one = response();
  delete one.item[0].detail;
  assert.deepEqual(items(claim, one).map(item => item.note), ['3', null]);
});

test('shows an item the opinions that it names, and all where it names none', () => {
  const processNote = [{ number: 1, text: 'one' }, { number: 2, text: 'two' }];
  const named = response({ processNote });
  named.item[0].detail[0].noteNumber = [2];
  assert.deepEqual(items(claim, named).map(item => item.opinions), [['two'], ['one', 'two']]);
});

test('counts the answer that was given last to this claim', () => {
  const later = response({ created: '2026-10-01' });
  const other = response({ created: '2026-11-01', request: { reference: 'Claim/other' } });
  assert.equal(latest([response(), later, other], claim), later);
  assert.equal(latest([other], claim), null);
  assert.equal(latest([], claim), null);
});

test('knows every note of the code system and shows an unknown one as it is', () => {
  assert.deepEqual('01234567'.split('').map(code => approval(code).zh), ['審核中', '同意', '不予同意', '部份同意', '補件',
    '退件', '不予同意：對應手術亦不支付', '改核：如審查核定意見']);
  assert.deepEqual(approval('99'), { en: '99', zh: '99' });
});

test('sees a supplement in the note of the case only', () => {
  const one = response();
  one.item[0].adjudication = [reason('4')];
  assert.equal(wantsSupplement(one), true);
  assert.equal(wantsSupplement(response()), false);
  assert.equal(caseNote({}), null);
});
