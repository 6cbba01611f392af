import { defaultStringifySearch } from '@tanstack/react-router';

/** `?owner=me&owner=nobody`, as the API writes it, and not a quoted list: people read and edit addresses. */
export function writeSearch(search: Record<string, unknown>): string {
  const plain = Object.entries(search).filter(([, value]) => !isTexts(value));
  const lists = Object.entries(search).flatMap(([key, value]) => (isTexts(value) ? value.map((one) => [key, one]) : []));
  const first = defaultStringifySearch(Object.fromEntries(plain)).replace(/^\?/, '');
  const all = [first, new URLSearchParams(lists).toString()].filter(Boolean).join('&');
  return all ? `?${all}` : '';
}
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');
