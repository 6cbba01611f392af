import type { CustomKind } from './custom-field.entity.js';

/** A value in the JSON type of its field, or why it cannot be one, in a sentence. */
export type ReadValue = { readonly value: string | number | boolean } | { readonly fault: string };

/** Reads what a person or a script gives for a field; a text is understood where its meaning is plain ("12.5", "yes"). */
export function readCustomValue(field: { readonly kind: CustomKind; readonly choices: readonly string[] }, given: unknown): ReadValue {
  const text = typeof given === 'string' ? given.normalize('NFC').trim() : given;
  switch (field.kind) {
    case 'text': return typeof text === 'string' && text !== '' && text.length <= 1000 ? { value: text } : { fault: 'Write 1 to 1,000 characters.' };
    case 'number': {
      const value = typeof text === 'string' && /^-?\d{1,15}(\.\d{1,10})?$/.test(text) ? Number(text) : text;
      return typeof value === 'number' && Number.isFinite(value) ? { value } : { fault: 'Write a number such as 12 or 12.5.' };
    }
    case 'date': return typeof text === 'string' && isDay(text) ? { value: text } : { fault: 'Write a day as YYYY-MM-DD.' };
    case 'choice': return typeof text === 'string' && field.choices.includes(text) ? { value: text } : { fault: `Choose one of ${field.choices.join(', ')}.` };
    case 'url': return typeof text === 'string' && isWebAddress(text) ? { value: text } : { fault: 'Write an address that begins with https:// or http://.' };
    case 'yes-no': {
      const value = text === 'yes' ? true : text === 'no' ? false : text;
      return typeof value === 'boolean' ? { value } : { fault: 'Answer yes or no.' };
    }
  }
}

function isDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isWebAddress(text: string): boolean {
  if (text.length > 1000 || !/^https?:\/\//i.test(text)) return false;
  try {
    return new URL(text).hostname !== '';
  } catch {
    return false;
  }
}
