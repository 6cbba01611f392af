import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, api, type Schemas } from '../api/client';
import { useTranslation } from '../i18n/i18n';
import { toast } from '../ui/toasts';
import type { Filters } from './filters';

/** A saved view, its filters read as an address is read: what this version does not know is left out. */
export type View = Omit<Schemas['SavedView'], 'filters'> & { readonly filters: Filters };
export interface ViewBody { readonly name: string; readonly shared: boolean; readonly screen: 'board' | 'list'; readonly filters: Filters }

/** What can be done with saved views. Each answer brings the list up to date; a refusal says why and changes nothing. */
export function useViewEdits() {
  const client = useQueryClient();
  const { t } = useTranslation();
  const settled = { onError: (error: Error) => toast(error.message, { tone: 'red' }), onSettled: () => client.invalidateQueries({ queryKey: ['views'] }) };
  return {
    /** `id` is made by the caller, so that a save that is sent twice makes one view. */
    save: useMutation({ ...settled, mutationFn: (body: ViewBody & { id: string }) => answered(api.POST('/api/views', { body })), onSuccess: (view) => toast(t('Saved as “{{name}}”', { name: view.name })) }),
    change: useMutation({
      ...settled, onSuccess: (view) => toast(t('“{{name}}” was changed', { name: view.name })),
      mutationFn: ({ view, ...change }: { view: View } & Partial<ViewBody>) => answered(api.PUT('/api/views/{id}', { params: { path: { id: view.id } }, body: { name: view.name, shared: view.shared, screen: view.screen, filters: view.filters, version: view.version, ...change } })),
    }),
    remove: useMutation({ ...settled, mutationFn: (view: View) => answered(api.DELETE('/api/views/{id}', { params: { path: { id: view.id }, query: { version: view.version } } })) }),
    setDefault: useMutation({ ...settled, mutationFn: (viewId: string | null) => answered(api.PUT('/api/views/default', { body: { viewId } })) }),
  };
}
