/** The two languages of the apps: codes as the html element's lang has them. */

export const ENGLISH = 'en';
export const CHINESE = 'zh-TW';
export const LANGUAGES = { [ENGLISH]: 'English', [CHINESE]: '繁體中文' };

/** The first of the wishes that there is; a wish is a language tag such as en-US or zh-Hant-TW. */
export function choose(...wishes) {
  for (const wish of wishes) {
    const primary = String(wish ?? '').trim().toLowerCase().split('-')[0];
    if (primary === 'zh') {
      return CHINESE;
    }
    if (primary === 'en') {
      return ENGLISH;
    }
  }
  return ENGLISH;
}

/** The wishes of an Accept-Language header, the dearest first. */
export function accepted(header) {
  return String(header ?? '').split(',')
    .map(part => {
      const [tag, ...parameters] = part.split(';').map(text => text.trim());
      const quality = parameters.find(text => text.startsWith('q='));
      return { tag, quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 };
    })
    .filter(wish => wish.tag && wish.quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(wish => wish.tag);
}

/** A function that takes the text in the language out of { en, zh }. */
export function speaker(language) {
  return text => language === CHINESE ? text.zh : text.en;
}
