import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, api, type Schemas } from '../api/client';

export type RecipeDetail = Schemas['RecipeDetail'];

export const recipes = queryOptions({ queryKey: ['recipes'], queryFn: async ({ signal }) => (await answered(api.GET('/api/recipes', { signal }))).recipes });
export const recipe = (id: string) => queryOptions({ queryKey: ['recipe', id], queryFn: ({ signal }) => answered(api.GET('/api/recipes/{id}', { params: { path: { id } }, signal })) });
export const versionBody = (id: string) => queryOptions({ queryKey: ['recipe-version', id], staleTime: Infinity, queryFn: async ({ signal }) => (await answered(api.GET('/api/recipe-versions/{id}', { params: { path: { id } }, signal }))).body });
/** What a draft reads on one kept page; keeps what stood there while a new answer is on its way. */
export const preview = (id: string, yaml: string, captureId: string) => queryOptions({
  queryKey: ['preview', id, captureId, yaml], enabled: captureId !== '' && yaml !== '', staleTime: Infinity, gcTime: 30_000, retry: false, placeholderData: keepPreviousData,
  queryFn: ({ signal }) => answered(api.POST('/api/recipes/{id}/previews', { params: { path: { id } }, body: { yaml, captureId }, signal })),
});
