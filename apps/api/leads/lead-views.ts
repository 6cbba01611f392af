import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { DataSource } from 'typeorm';
import { ALL_STAGES, allowedMoves, HandOverRequests, isExit, LeadBoard, LeadNotFound, LOST_REASONS, STAGE_NEEDS, Tasks, type Board, type BoardCard as Card, type LeadDetail, type Rot, type StageClock } from '#leads';
import { Outreach } from '#outreach';
import { NextActions, NOTHING_NEXT } from './next-actions.js';
import { Voices } from './voices.js';
import type { BoardView, LeadCard, LeadDetail as DetailShape, StageTable } from './lead.shapes.js';

type Detail = LeadDetail & { readonly rot: Rot };

/** Joins what several rooms know of a lead into what one screen shows. One statement more per answer, however many cards it has. */
@Injectable()
export class LeadViews {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(LeadBoard) private readonly leads: LeadBoard,
    @Inject(Outreach) private readonly outreach: Outreach,
    @Inject(NextActions) private readonly next: NextActions,
    @Inject(Voices) private readonly voices: Voices,
    @Inject(Tasks) private readonly tasks: Tasks,
    @Inject(HandOverRequests) private readonly handOvers: HandOverRequests,
  ) {}

  stageTable(clock: StageClock): z.infer<typeof StageTable> {
    return { stages: ALL_STAGES.map((stage) => {
      const { amberDays, redDays, wipHint, version } = clock.of.get(stage)!;
      return {
        stage, exit: isExit(stage), moves: allowedMoves(stage).map((to) => ({ to, needsReason: STAGE_NEEDS[to] === 'reason' })), amberDays, redDays, wipHint, version,
        reasons: isExit(stage) ? [...LOST_REASONS[stage as keyof typeof LOST_REASONS]] : [],
      };
    }) };
  }

  async board({ columns, ...board }: Board): Promise<z.infer<typeof BoardView>> {
    const next = await this.next.of(columns.flatMap((column) => column.cards.map((card) => card.id)));
    return { ...board, columns: columns.map((column) => ({ ...column, value: [...column.value ?? []], valueIsKnown: column.value !== null, cards: column.cards.map((card) => onWire(card, next)) })) };
  }

  async cards(cards: readonly Card[]): Promise<z.infer<typeof LeadCard>[]> {
    const next = await this.next.of(cards.map((card) => card.id));
    return cards.map((card) => onWire(card, next));
  }

  /** A lead that was just changed, as its card. @throws LeadNotFound */
  async card(leadId: string): Promise<z.infer<typeof LeadCard>> {
    const [found, next] = await Promise.all([this.leads.card(leadId), this.next.of([leadId])]);
    return onWire(present(found), next);
  }

  /** @throws LeadNotFound */
  async detail(lead: Detail | null): Promise<z.infer<typeof DetailShape>> {
    const { score, ...rest } = present(lead);
    const manager = this.db.manager;
    const [outreach, next, voice, tasks, handOvers] = await Promise.all([
      this.outreach.ofLead(rest.id), this.next.of([rest.id]), this.voices.of(rest.merchantId), this.tasks.ofLead(manager, rest.id), this.handOvers.open(manager, rest.id),
    ]);
    return {
      ...onWire({ ...rest, score: score.total }, next),
      legalName: rest.legalName, allowedMoves: [...rest.allowedMoves], contacts: wire(rest.contacts), facts: wire(rest.facts), storefronts: wire(rest.storefronts),
      scoring: wire(score), timeline: wire(rest.timeline.entries), timelineCursor: rest.timeline.nextCursor,
      waitsSince: wire(rest.waitsSince), snooze: wire(rest.snooze), next: wire(next.get(rest.id) ?? NOTHING_NEXT), voice: wire(voice), tasks: wire(tasks), handOvers: wire(handOvers),
      outreach: outreach.enrollment
        ? [{ campaign: outreach.enrollment.campaign, state: outreach.enrollment.state, exitReason: outreach.enrollment.exitReason, from: outreach.enrollment.from, messages: wire(outreach.messages) }]
        : [],
      offers: outreach.offer ? [wire(outreach.offer)] : [], closed: wire(rest.closed),
    };
  }
}

function present<Lead>(lead: Lead | null): Lead {
  if (!lead) throw new LeadNotFound('There is no such lead. It may have been merged into another one.');
  return lead;
}
const onWire = (card: Card, next: ReadonlyMap<string, { readonly words: string }>): z.infer<typeof LeadCard> => wire({ ...card, nextStep: next.get(card.id)?.words ?? null });

/** The response schema turns dates into text; until then only the type says so. */
type Wire<T> = T extends Date ? string : T extends readonly (infer Item)[] ? Wire<Item>[] : T extends object ? { [Key in keyof T]: Wire<T[Key]> } : T;
export const wire = <T>(value: T): Wire<T> => value as Wire<T>;
