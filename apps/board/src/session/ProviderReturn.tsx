import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { answered, api } from '../api/client';
import { useTranslation } from '../i18n/i18n';
import { Mark } from '../ui/icons';
import css from './session.module.css';
import { SignIn } from './SignIn';

/** Where the identity provider sends people back to. Opening the page changes nothing; it hands the answer over, once. */
export function ProviderReturn() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [query] = useState(() => window.location.search.slice(1));
  const handed = useRef(false);
  const come = useMutation({
    mutationFn: () => answered(api.POST('/api/session/oidc/answer', { body: { query } })),
    onSuccess: ({ user }) => { client.clear(); client.setQueryData(['session'], user); void navigate({ to: '/', search: {}, replace: true }); },
  });
  useEffect(() => {
    if (handed.current) return;
    handed.current = true;
    come.mutate();
  }, [come]);
  if (come.isError) return <SignIn said={come.error.message} />;
  return <main className={css.page} aria-busy="true"><div className={css.head}><Mark size={36} /><p role="status">{t('Signing in…')}</p></div></main>;
}
