import { Modal, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answered, api } from '../api/client';
import { t } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { toast } from '../ui/toasts';
import css from './merchant.module.css';
import type { Merchant } from './queries';

/** Takes a storefront out of a merchant, with the reason that the next one to look will read. */
export function Unlink({ merchant, shop, close }: { merchant: Merchant; shop: Merchant['storefronts'][number] | null; close: () => void }) {
  const [why, setWhy] = useState('');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const unlink = useMutation({
    mutationFn: (storefrontId: string) => answered(api.POST('/api/storefronts/{id}/unlink', { params: { path: { id: storefrontId } }, body: { why: why.trim() } })),
    onSuccess: ({ merchantId }) => {
      close();
      for (const key of ['merchant', 'merchant-history', 'lead', 'board', 'leads']) void queries.invalidateQueries({ queryKey: [key] });
      toast(t('The storefront has a merchant of its own now. No-contact of the old one holds for it too.'), { action: { label: t('Open it'), run: () => void navigate({ to: '/merchants/$id', params: { id: merchantId } }) } });
    },
    onError: (error) => toast(error.message, { tone: 'red' }),
  });
  return (
    <Modal opened={shop !== null} onClose={close} title={t('Not theirs')} radius="lg">
      {shop && (
        <form className={css.form} onSubmit={(event) => { event.preventDefault(); unlink.mutate(shop.id); }}>
          <p dir="auto">{t('{{shop}} on {{marketplace}} gets a merchant of its own and leaves {{merchant}}. The two are not put together again by themselves.', { shop: shop.name, marketplace: shop.marketplace, merchant: merchant.name })}</p>
          <Textarea label={t('Why')} description={t('what the next one to look will read')} value={why} onChange={(event) => setWhy(event.currentTarget.value)} required withAsterisk={false} maxLength={300} autosize minRows={2} data-autofocus />
          <div className={css.formFoot}><Button onClick={close}>{t('Keep it')}</Button><Button primary type="submit" disabled={unlink.isPending || why.trim() === ''}>{t('Take it out')}</Button></div>
        </form>
      )}
    </Modal>
  );
}
