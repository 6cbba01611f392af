import { Inject, Injectable } from '@nestjs/common';
import { sql, type Tx } from '#platform';
import { Enroller } from './enroller.js';
import { CampaignMissing } from './outreach.errors.js';

export interface NewStep {
  readonly delayDays: number;
  readonly template: string;
  readonly withOffer: boolean;
}
export interface NewCampaign {
  readonly name: string;
  readonly mailbox: { readonly address: string; readonly name: string };
  readonly offerId: string | null;
  /** Default: {@link THREE_MAILS}. */
  readonly steps?: readonly NewStep[];
  readonly at: Date;
}

/** An invitation, a reminder three days later, a last word five days after that. */
export const THREE_MAILS: readonly NewStep[] = [
  { delayDays: 0, template: 'outreach/step-1', withOffer: true },
  { delayDays: 3, template: 'outreach/step-2', withOffer: true },
  { delayDays: 5, template: 'outreach/step-3', withOffer: true },
];

/** Sets campaigns up and in motion. */
@Injectable()
export class Campaigns {
  constructor(@Inject(Enroller) private readonly enroller: Enroller) {}

  /** Makes a draft with its mailbox and its sequence. One with that name already there is returned as it is. */
  async create(tx: Tx, campaign: NewCampaign): Promise<{ campaignId: string; mailboxId: string }> {
    const [there] = await sql<{ campaignId: string; mailboxId: string }>(tx, `select id as "campaignId", mailbox_id as "mailboxId" from campaign where name = $1`, [campaign.name]);
    if (there) return there;
    const [mailbox] = await sql<{ id: string }>(tx,
      `insert into mailbox (address, name, created_at) values (lower($1), $2, $3) on conflict (address) do update set name = excluded.name returning id`,
      [campaign.mailbox.address, campaign.mailbox.name, campaign.at]);
    const [sequence] = await sql<{ id: string }>(tx, `insert into sequence (name) values ($1) on conflict (name) do update set name = excluded.name returning id`, [campaign.name]);
    const [version] = await sql<{ id: string }>(tx,
      `insert into sequence_version (sequence_id, version, created_at) select $1, coalesce(max(version), 0) + 1, $2 from sequence_version where sequence_id = $1 returning id`,
      [sequence!.id, campaign.at]);
    const steps = campaign.steps ?? THREE_MAILS;
    await sql(tx,
      `insert into step (sequence_version_id, position, delay_days, template, with_offer)
       select $1, position, delay_days, template, with_offer from unnest($2::int[], $3::int[], $4::text[], $5::boolean[]) as new (position, delay_days, template, with_offer)`,
      [version!.id, steps.map((_, i) => i + 1), steps.map((step) => step.delayDays), steps.map((step) => step.template), steps.map((step) => step.withOffer)]);
    const [made] = await sql<{ id: string }>(tx,
      `insert into campaign (name, state, sequence_version_id, offer_id, mailbox_id, created_at) values ($1, 'draft', $2, $3, $4, $5) returning id`,
      [campaign.name, version!.id, campaign.offerId, mailbox!.id, campaign.at]);
    return { campaignId: made!.id, mailboxId: mailbox!.id };
  }

  /**
   * Lets a campaign run and enrolls the leads that were queued while none was running.
   * @throws CampaignMissing
   */
  async start(tx: Tx, campaignId: string, at: Date): Promise<void> {
    const started = await sql(tx,
      `update campaign set state = 'running', started_at = coalesce(started_at, $2) where id = $1 and state <> 'ended' returning id`, [campaignId, at]);
    if (started.length === 0) throw new CampaignMissing('There is no such campaign, or it has ended.', { campaignId });
    const waiting = await sql<{ id: string }>(tx,
      `select l.id from lead l where l.stage = 'queued' and l.closed_at is null and not exists (select from enrollment e where e.lead_id = l.id) order by l.score desc, l.id`);
    await this.enroller.enroll(tx, waiting.map((lead) => lead.id), at);
  }

  /** Stops claiming at once; mails in flight finish. Starting again goes on where it stopped. */
  async pause(tx: Tx, campaignId: string): Promise<void> {
    await sql(tx, `update campaign set state = 'paused' where id = $1 and state = 'running'`, [campaignId]);
  }
}
