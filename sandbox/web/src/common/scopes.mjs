/** Scopes asked for against scopes granted. */

function words(text) {
  return [...new Set(String(text ?? '').split(/\s+/).filter(Boolean))];
}

/** Both lists sorted into three: granted as asked, granted in another form (for instance narrower), and not granted. */
export function compare(asked, granted) {
  const wanted = words(asked);
  const given = words(granted);
  const same = given.filter(scope => wanted.includes(scope));
  const other = given.filter(scope => !wanted.includes(scope));
  return { same, other, missing: wanted.filter(scope => !given.includes(scope)) };
}
