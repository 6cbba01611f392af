import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useState } from 'react';
import type { LeadCard, Stage } from '../api/client';

/** The stage that the dragged card comes from, or null. A drop asks for the move. */
export function useDragging(move: (lead: LeadCard, to: Stage) => void): Stage | null {
  const [from, setFrom] = useState<Stage | null>(null);
  useEffect(() => monitorForElements({
    canMonitor: ({ source }) => 'lead' in source.data,
    onDragStart: ({ source }) => setFrom((source.data.lead as LeadCard).stage),
    onDrop: ({ source, location }) => {
      setFrom(null);
      const to = location.current.dropTargets[0]?.data.stage as Stage | undefined;
      const lead = source.data.lead as LeadCard;
      if (to && to !== lead.stage) move(lead, to);
    },
  }), [move]);
  return from;
}
