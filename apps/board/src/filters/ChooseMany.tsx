import { useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from '../i18n/i18n';
import { CheckIcon } from '../ui/icons';
import { number } from '../ui/time';
import type { Option } from './definitions';
import css from './FilterBar.module.css';

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
/** A merchant's world has thousands of categories; nobody reads past the first hundred. */
const SHOWN = 100;

/** A list to choose several from: type to narrow, arrows walk, Enter takes or drops. Each choice takes effect at once. */
export function ChooseMany({ label, options, chosen, choose }: { label: string; options: readonly Option[]; chosen: readonly string[]; choose: (values: string[]) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  // What was chosen when the list opened stands first and stays there: a list that re-sorts under the hand is misread.
  const [first] = useState(chosen);
  const known = new Set(options.map(({ value }) => value));
  const all = [...first.filter((value) => !known.has(value)).map((value): Option => ({ value, label: value })), ...options].sort((a, b) => Number(first.includes(b.value)) - Number(first.includes(a.value)));
  const fitting = all.filter((option) => fold(option.label).includes(fold(text.trim())));
  const shown = fitting.slice(0, SHOWN);
  useLayoutEffect(() => { list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' }); }, [active]);
  const toggle = (value: string): void => choose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); setActive((old) => Math.max(0, Math.min(shown.length - 1, old + (event.key === 'ArrowDown' ? 1 : -1)))); }
    else if (event.key === 'Enter') { event.preventDefault(); const option = shown[active]; if (option) toggle(option.value); }
  };
  return (
    <>
      <input className={css.narrow} data-autofocus type="text" role="combobox" aria-expanded="true" aria-controls={id} aria-activedescendant={shown[active] ? `${id}-${active}` : undefined} aria-label={label} placeholder={t('Type to narrow')} value={text} autoComplete="off" spellCheck={false}
        onChange={(event) => { setText(event.target.value); setActive(0); }} onKeyDown={onKeyDown} />
      <ul ref={list} id={id} className={css.options} role="listbox" aria-multiselectable="true" aria-label={label}>
        {shown.map((option, place) => (
          <li key={option.value} id={`${id}-${place}`} role="option" aria-selected={chosen.includes(option.value)} data-active={place === active || undefined} className={css.option} onClick={() => { setActive(place); toggle(option.value); }}>
            <span className={css.tick}>{chosen.includes(option.value) && <CheckIcon width={14} height={14} />}</span>
            <span className="cut" dir="auto" title={option.label}>{option.label}</span>
            {option.count !== undefined && <span className={`${css.facet} num`}>{number(option.count)}</span>}
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className={css.hint}>{options.length === 0 ? t('Nothing to choose yet') : t('Nothing fits')}</p>}
      {fitting.length > SHOWN && <p className={css.hint}>{t('{{number}} more: type to narrow', { number: number(fitting.length - SHOWN) })}</p>}
    </>
  );
}
