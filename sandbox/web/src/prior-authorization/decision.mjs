/** What a Claim and the ClaimResponses to it say, in TWPAS's terms. */

import { localId } from '../common/reference.mjs';

/** 核定註記, the code system nhi-approve-comment. */
export const APPROVAL = {
  0: { en: 'Under review', zh: '審核中' },
  1: { en: 'Approved', zh: '同意' },
  2: { en: 'Not approved', zh: '不予同意' },
  3: { en: 'Approved in part', zh: '部份同意' },
  4: { en: 'Supplement needed', zh: '補件' },
  5: { en: 'Returned', zh: '退件' },
  6: { en: 'Not approved, nor is the surgery', zh: '不予同意：對應手術亦不支付' },
  7: { en: 'Changed, see the reviewer\'s opinion', zh: '改核：如審查核定意見' },
};

const STATES = {
  審畢結果: { code: 'decided', en: 'Decided', zh: '審畢結果' },
  已受理: { code: 'review', en: 'Under review', zh: '審查中' },
};
/** The code on a case that needs more documents. */
export const SUPPLEMENT = '4';
const NONE = { code: 'none', en: 'No answer yet', zh: '尚無回覆' };

/** The state of a decision: { code, en, zh }; an unknown disposition speaks for itself. */
export function state(response) {
  if (!response) {
    return NONE;
  }
  const text = response.disposition ?? '';
  return STATES[text] ?? { code: 'other', en: text, zh: text };
}

/** Whether the reviewer asks for more documents. */
export function wantsSupplement(response) {
  return caseNote(response) === SUPPLEMENT;
}

/** The words for a 核定註記: { en, zh }; an unknown code is shown as it is. */
export function approval(code) {
  return code === null ? { en: '–', zh: '–' } : APPROVAL[code] ?? { en: code, zh: code };
}

/** 受理審查案件核定註記: the code on the whole case, or null. */
export function caseNote(response) {
  return code(response?.item?.[0]);
}

/** The answer that counts: the last one that was given to a claim. */
export function latest(responses, claim) {
  return responses
    .filter(one => localId('Claim', one.request?.reference) === claim.id)
    .sort((one, other) => String(other.created).localeCompare(String(one.created)))[0] ?? null;
}

/** Each item of a claim with what was decided on it: { sequence, name, asked, unit, note, approved, opinions }. */
export function items(claim, response) {
  return (claim.item ?? []).map(item => {
    const decided = response?.item?.find(one => one.itemSequence === item.sequence) ?? null;
    const orders = (response?.item ?? []).flatMap(one => one.detail ?? []);
    const order = orders.find(one => one.detailSequence === item.sequence);
    return {
      sequence: item.sequence,
      name: item.programCode?.[0]?.text ?? item.productOrService?.coding?.[0]?.display ?? '',
      asked: item.quantity?.value ?? null,
      // UCUM writes what is counted in braces.
      unit: (item.quantity?.unit ?? item.quantity?.code ?? '').replace(/[{}]/g, ''),
      note: code(order) ?? code(decided),
      approved: decided?.adjudication?.find(one => one.value !== undefined)?.value ?? null,
      opinions: opinions(response, order ?? decided),
    };
  });
}

/** 核定意見: the notes that the item names; where it names none, those of the whole answer. */
function opinions(response, item) {
  const notes = response?.processNote ?? [];
  const named = item?.noteNumber ?? [];
  return (named.length > 0 ? notes.filter(note => named.includes(note.number)) : notes).map(note => note.text);
}

function code(item) {
  return item?.adjudication?.find(one => one.reason)?.reason.coding?.[0]?.code ?? null;
}
