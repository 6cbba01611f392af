import { useDebouncedCallback } from '@mantine/hooks';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { t } from '../i18n/i18n';
import { Kbd } from '../ui/bits';
import { CloseIcon, SearchIcon } from '../ui/icons';
import css from './Frame.module.css';
import { typing } from './keys';

/** Narrows the screen at hand when it shows leads, else leads to the list. Reached by `/` from anywhere. */
export function Search() {
  const navigate = useNavigate();
  const location = useRouterState({ select: (state) => state.location });
  const inAddress = (location.search as { q?: string }).q ?? '';
  const [text, setText] = useState(inAddress);
  const field = useRef<HTMLInputElement>(null);
  const listens = location.pathname === '/board' || location.pathname === '/leads';

  useEffect(() => { if (document.activeElement !== field.current) setText(inAddress); }, [inAddress]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || typing(event.target) || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const apply = (value: string): void => {
    const q = value.trim() || undefined;
    if (listens) void navigate({ to: '.', search: (old) => ({ ...old, q }), replace: true });
    else if (q) void navigate({ to: '/leads', search: { q } });
  };
  const later = useDebouncedCallback(apply, 250);

  return (
    <form className={css.search} role="search" onSubmit={(event) => { event.preventDefault(); later.cancel(); apply(text); }}>
      <SearchIcon />
      <input ref={field} type="search" value={text} aria-label={t('Search leads')} placeholder={t('Search names, seller ids, contacts')} autoComplete="off" spellCheck={false} dir="auto"
        onChange={(event) => { setText(event.target.value); if (listens) later(event.target.value); }}
        onKeyDown={(event) => { if (event.key === 'Escape') { if (text) { setText(''); later.cancel(); apply(''); } else field.current?.blur(); } }} />
      {text
        ? <button type="button" className={css.clear} aria-label={t('Clear the search')} onClick={() => { setText(''); later.cancel(); apply(''); field.current?.focus(); }}><CloseIcon width={14} height={14} /></button>
        : <span className={css.hint}><Kbd>/</Kbd></span>}
    </form>
  );
}
