import { useCallback, useMemo, useState } from 'react';
import type { LeadCard, Stage } from '../api/client';
import { useTranslation } from '../i18n/i18n';
import { announce, toast } from '../ui/toasts';
import type { CardActions, MenuKind } from './card-actions';
import { useAssign, useMoveLead, useMoves } from './moves';
import { ReasonDialog } from './ReasonDialog';
import { stageName } from './stages';

interface Ways { readonly open: (lead: LeadCard) => void; readonly page: (lead: LeadCard) => void; readonly comeBack: () => void }

/** What a card can be asked to do, the menu that is open, and the dialog that a move may need. */
export function useCardActions(ways: React.RefObject<Ways>) {
  const { t } = useTranslation();
  const moves = useMoves();
  const { mutate: mutateMove } = useMoveLead();
  const { mutate: mutateOwner } = useAssign();
  const [menuFor, setMenuFor] = useState<{ id: string; kind: MenuKind } | null>(null);
  const [asked, setAsked] = useState<{ lead: LeadCard; to: Stage } | null>(null);
  const move = useCallback((lead: LeadCard, to: Stage) => {
    const allowed = moves(lead.stage);
    const possible = allowed.find((candidate) => candidate.to === to);
    if (!possible) {
      const where = allowed.map((candidate) => t(stageName[candidate.to])).join(', ');
      const text = `${t('A lead cannot go from {{from}} to {{to}}.', { from: t(stageName[lead.stage]), to: t(stageName[to]) })} ${where ? t('From here: {{stages}}.', { stages: where }) : t('It stays where it is.')}`;
      toast(text, { tone: 'red' });
      announce(text);
    } else if (possible.needsReason) setAsked({ lead, to });
    else mutateMove({ lead, to });
  }, [moves, mutateMove, t]);
  const actions = useMemo<CardActions>(() => ({
    open: (lead) => ways.current.open(lead), page: (lead) => ways.current.page(lead), move, moves,
    assign: (lead, ownerId) => mutateOwner({ lead, ownerId }), menu: (lead, kind) => setMenuFor(kind ? { id: lead.id, kind } : null),
  }), [ways, move, moves, mutateOwner]);
  const dialog = <ReasonDialog asked={asked} close={() => setAsked(null)} give={(why) => { if (asked) mutateMove({ ...asked, why }); setAsked(null); }} left={() => ways.current.comeBack()} />;
  return { actions, menuFor, dialog };
}
