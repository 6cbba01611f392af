import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState, type RefObject } from 'react';
import { people } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { Initials } from '../ui/bits';
import css from './desk.module.css';

const MOST = 6;
/** What is being named before the caret: an @ at the beginning of a word, and what follows it. */
const NAMING = /(?:^|[\s(])@([\p{L}\p{M}\p{N}.'-]*(?: [\p{L}\p{M}\p{N}.'-]*)?)$/u;

/** Who is named in a text. */
export const mentionsIn = (text: string, all: readonly { id: string; name: string }[]): string[] => all.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);

/** A text in which colleagues are named with @: arrows choose, Enter takes, Escape leaves it as it is. */
export function MentionField({ text, setText, field, label, send, leave, rows = 2 }: { text: string; setText: (text: string) => void; field?: RefObject<HTMLTextAreaElement | null>; label: string; send: () => void; leave?: () => void; rows?: number }) {
  const { t } = useTranslation();
  const { data: all = [] } = useQuery(people);
  const own = useRef<HTMLTextAreaElement>(null);
  const area = field ?? own;
  const list = useId();
  const [naming, setNaming] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const found = naming === null ? [] : all.filter(({ name }) => name.toLowerCase().split(/\s+/).some((_, place, parts) => parts.slice(place).join(' ').startsWith(naming.toLowerCase()))).slice(0, MOST);
  const look = (element: HTMLTextAreaElement): void => { setNaming(NAMING.exec(element.value.slice(0, element.selectionStart))?.[1] ?? null); setAt(0); };
  const take = (name: string): void => {
    const element = area.current!;
    const caret = element.selectionStart;
    const before = element.value.slice(0, caret).replace(/@[^@]*$/u, `@${name} `);
    setText(before + element.value.slice(caret));
    setNaming(null);
    requestAnimationFrame(() => { element.focus(); element.setSelectionRange(before.length, before.length); });
  };
  return (
    <div className={css.mentionBox}>
      <textarea ref={area} className={css.area} rows={rows} maxLength={5000} dir="auto" aria-label={label} placeholder={t('Write a note. @ names a colleague')} value={text} aria-autocomplete="list" {...(found.length > 0 ? { 'aria-controls': list, 'aria-activedescendant': `${list}-${at}` } : {})}
        onChange={(event) => { setText(event.target.value); look(event.target); }} onClick={(event) => look(event.currentTarget)} onBlur={() => setTimeout(() => setNaming(null), 150)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send(); return; }
          if (found.length === 0) { if (event.key === 'Escape') { event.stopPropagation(); leave?.(); event.currentTarget.blur(); } return; }
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); setAt((at + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length); }
          else if (event.key === 'Enter' || event.key === 'Tab') { event.preventDefault(); take(found[at]!.name); }
          else if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); setNaming(null); }
        }} />
      {found.length > 0 && (
        <ul id={list} className={css.names} role="listbox" aria-label={t('Colleagues')}>
          {found.map(({ id, name }, place) => <li key={id} id={`${list}-${place}`} role="option" aria-selected={place === at} onMouseDown={(event) => { event.preventDefault(); take(name); }}><Initials name={name} />{name}</li>)}
        </ul>
      )}
    </div>
  );
}
