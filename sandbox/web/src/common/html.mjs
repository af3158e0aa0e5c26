/** HTML in which every value is escaped, unless it is such a piece itself. */

class Html {
  constructor(markup) {
    this.markup = markup;
  }

  toString() {
    return this.markup;
  }
}

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function markup(value) {
  if (value === null || value === undefined || value === false) {
    return '';
  }
  if (Array.isArray(value)) {
    return value.map(markup).join('');
  }
  return value instanceof Html ? value.markup : String(value).replace(/[&<>"']/g, c => ENTITIES[c]);
}

/** A template literal's tag: html`<b>${text}</b>`. Lists are joined; null, undefined and false are nothing. */
export function html(strings, ...values) {
  return new Html(strings.reduce((made, text, i) => made + markup(values[i - 1]) + text));
}
