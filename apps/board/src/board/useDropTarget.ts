import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useState, type RefObject } from 'react';
import type { LeadCard, Stage } from '../api/client';
import type { CardActions } from './card-actions';

/** Lets cards be dropped on `box` as on a stage; shows before the drop whether the funnel's table allows it. */
export function useDropTarget(box: RefObject<HTMLElement | null>, stage: Stage, draggedFrom: Stage | null, actions: CardActions): { over: boolean; refuses: boolean } {
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    return dropTargetForElements({
      element: box.current, getData: () => ({ stage }), canDrop: ({ source }) => (source.data.lead as LeadCard).stage !== stage,
      onDragEnter: () => setOver(true), onDragLeave: () => setOver(false), onDrop: () => setOver(false),
    });
  }, [box, stage]);
  return { over, refuses: draggedFrom !== null && draggedFrom !== stage && !actions.moves(draggedFrom).some((move) => move.to === stage) };
}
