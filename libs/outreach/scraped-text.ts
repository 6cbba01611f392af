/** Control characters, line separators, zero-width characters and those that turn the writing direction around for all that follows. */
const TRICKS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;

/**
 * Makes a name from a public page fit for one line of a mail: hostile ones carry line breaks (to add headers), direction
 * overrides (to look like another name) or whole paragraphs. What can be read stays as it is, in any script.
 * @param longest characters kept, an ellipsis included.
 */
export function oneLine(text: string, longest = 120): string {
  const flat = text.replace(TRICKS, ' ').replace(/\s+/gu, ' ').trim();
  const characters = [...flat];
  return characters.length <= longest ? flat : `${characters.slice(0, longest - 1).join('').trimEnd()}…`;
}
