import { useMutation, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useCallback } from 'react';
import { answered, api, Problem, type LeadCard, type Stage } from '../api/client';
import { stageTable } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { announce, toast } from '../ui/toasts';
import { askAboutConflict } from './conflicts';
import type { Move } from './move';
import { isMine } from './own-moves';
import { cutName, refusalText } from './refusals';
import { laid, layEverywhere, lists } from './screen-cards';
import { stageName } from './stages';

export interface PossibleMove { readonly to: Stage; readonly needsReason: boolean }

/** The moves a person may make from a stage. Empty until the table has been read. */
export function useMoves(): (stage: Stage) => PossibleMove[] {
  const { data } = useQuery(stageTable);
  return useCallback((stage) => data?.find((row) => row.stage === stage)?.moves ?? [], [data]);
}

/** Moves a lead at once on screen and then, with one request, on the server. A refusal puts it back and says what is missing; a lead that others changed is asked about. */
export function useMoveLead() {
  const client = useQueryClient();
  const { t } = useTranslation();
  return useMutation({
    mutationKey: ['move'],
    mutationFn: ({ lead, to, why }: Move) => answered(api.PUT('/api/leads/{id}/stage', { params: { path: { id: lead.id } }, body: { to, version: lead.version, ...why } })),
    onMutate: async ({ lead, to }) => {
      isMine(lead.id);
      await Promise.all(lists.map((key) => client.cancelQueries({ queryKey: [key] })));
      const before = laid(client);
      layEverywhere(client, lead, { ...lead, stage: to, stageSince: new Date().toISOString(), version: lead.version + 1, rot: 'fresh' });
      return { before };
    },
    onSuccess: (saved, { lead, to }) => {
      layEverywhere(client, lead, saved);
      const text = t('{{name}} moved to {{stage}}', { name: cutName(lead.name), stage: t(stageName[to]) });
      announce(text);
      toast(text);
    },
    onError: (error, move, context) => {
      for (const [key, data] of (context?.before ?? []) as [QueryKey, unknown][]) client.setQueryData(key, data);
      if (error instanceof Problem && error.code === 'lead-changed') { askAboutConflict({ kind: 'move', ...move }); return; }
      const text = t('{{name}} stays in {{stage}}. {{why}}', { name: cutName(move.lead.name), stage: t(stageName[move.lead.stage]), why: refusalText(t, error) });
      toast(text, { tone: 'red' });
      announce(text);
    },
    onSettled: (_saved, _error, { lead }) => again(client, lead.id),
  });
}

/** Gives a lead to somebody, or to nobody. */
export function useAssign() {
  const client = useQueryClient();
  const { t } = useTranslation();
  return useMutation({
    mutationKey: ['assign'],
    mutationFn: ({ lead, ownerId }: { lead: LeadCard; ownerId: string | null }) =>
      answered(api.PUT('/api/leads/{id}/owner', { params: { path: { id: lead.id } }, body: { ownerId, version: lead.version } })),
    onSuccess: (saved, { lead }) => {
      layEverywhere(client, lead, saved);
      const text = saved.owner ? t('{{name}} belongs to {{owner}} now', { name: cutName(saved.name), owner: saved.owner.name }) : t('{{name}} has no owner now', { name: cutName(saved.name) });
      announce(text);
      toast(text);
    },
    onError: (error, { lead, ownerId }) => {
      if (error instanceof Problem && error.code === 'lead-changed') askAboutConflict({ kind: 'assign', lead, ownerId });
      else toast(t('{{name}} keeps its owner. {{why}}', { name: cutName(lead.name), why: refusalText(t, error) }), { tone: 'red' });
    },
    onSettled: (_saved, _error, { lead }) => again(client, lead.id),
  });
}

function again(client: ReturnType<typeof useQueryClient>, leadId: string): void {
  for (const key of lists) void client.invalidateQueries({ queryKey: [key] });
  void client.invalidateQueries({ queryKey: ['lead', leadId] });
}
