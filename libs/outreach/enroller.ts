import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Timeline } from '#leads';
import { Contacts } from '#merchants';
import { sql, type Tx } from '#platform';
import { planMessages } from './message.queries.js';
import { UnsubscribeTokens } from './unsubscribe-tokens.js';

interface RunningCampaign { id: string; name: string; mailboxId: string; mailboxAddress: string; stepId: string }

/** Puts queued leads on their way: a conversation, an enrollment and the first mail, or a line that says why not. */
@Injectable()
export class Enroller {
  constructor(
    @Inject(Contacts) private readonly contacts: Contacts,
    @Inject(Timeline) private readonly timeline: Timeline,
    @Inject(UnsubscribeTokens) private readonly tokens: UnsubscribeTokens,
  ) {}

  /**
   * Enrolls in the campaign that has run longest. A merchant with whom somebody is already talking is left to them: the
   * unique index on open conversations decides, whoever else tries at the same moment. A lead that was taken back since it was queued is left alone.
   * @returns the ids of the enrollments made.
   */
  async enroll(tx: Tx, leadIds: readonly string[], at: Date): Promise<string[]> {
    if (leadIds.length === 0) return [];
    const [campaign] = await sql<RunningCampaign>(tx,
      `select c.id, c.name, c.mailbox_id as "mailboxId", b.address as "mailboxAddress", s.id as "stepId"
       from campaign c join mailbox b on b.id = c.mailbox_id join step s on s.sequence_version_id = c.sequence_version_id and s.position = 1
       where c.state = 'running' order by c.started_at, c.id limit 1`);
    if (!campaign) return [];
    const wanted = await sql<{ id: string; merchantId: string; before: boolean }>(tx,
      `select id, merchant_id as "merchantId", exists (select from enrollment e where e.lead_id = l.id and e.campaign_id = $2) as before
       from lead l where id = any($1::uuid[]) and closed_at is null and stage = 'queued' order by array_position($1::uuid[], id) for share of l`, [leadIds, campaign.id]);
    await this.timeline.add(tx, wanted.filter((lead) => lead.before).map((lead) => (
      { leadId: lead.id, kind: 'not_enrolled', summary: `Not enrolled: this lead has been through “${campaign.name}”`, data: { campaignId: campaign.id, why: 'once_only' }, at })));
    const leads = wanted.filter((lead) => !lead.before);
    const contacts = new Map((await this.contacts.best(tx, leads.map((lead) => lead.merchantId))).map((contact) => [contact.merchantId, contact]));
    const reachable = leads.filter((lead) => contacts.has(lead.merchantId));
    const opened = new Map((await sql<{ id: string; merchantId: string }>(tx,
      `insert into conversation (merchant_id, opened_at) select merchant_id, $2 from unnest($1::uuid[]) as merchant_id
       on conflict (merchant_id) where closed_at is null do nothing returning id, merchant_id as "merchantId"`, [reachable.map((lead) => lead.merchantId), at])).map((row) => [row.merchantId, row.id]));
    const enrolling = reachable.filter((lead) => opened.has(lead.merchantId)).map((lead) => ({ ...lead, enrollmentId: randomUUID(), contact: contacts.get(lead.merchantId)! }));

    await sql(tx,
      `insert into enrollment (id, campaign_id, lead_id, merchant_id, contact_id, mailbox_id, conversation_id, state, created_at)
       select id, $1, lead_id, merchant_id, contact_id, $2, conversation_id, 'active', $3
       from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[]) as new (id, lead_id, merchant_id, contact_id, conversation_id)`,
      [campaign.id, campaign.mailboxId, at, enrolling.map((one) => one.enrollmentId), enrolling.map((one) => one.id), enrolling.map((one) => one.merchantId),
        enrolling.map((one) => one.contact.contactId), enrolling.map((one) => opened.get(one.merchantId))]);
    await planMessages(tx, this.tokens, enrolling.map((one) => ({
      enrollmentId: one.enrollmentId, stepId: campaign.stepId, position: 1, mailboxId: campaign.mailboxId, mailboxAddress: campaign.mailboxAddress,
      contactId: one.contact.contactId, toAddress: one.contact.address, addressMac: one.contact.addressMac, domainMac: one.contact.domainMac, dueAt: at,
    })));
    await this.timeline.add(tx, leads.map((lead) => (
      opened.has(lead.merchantId) ? { leadId: lead.id, kind: 'enrolled', summary: `Enrolled in the campaign “${campaign.name}”`, data: { campaignId: campaign.id }, at }
      : contacts.has(lead.merchantId) ? { leadId: lead.id, kind: 'not_enrolled', summary: 'Not enrolled: somebody is already talking to this merchant', data: { campaignId: campaign.id, why: 'one_voice' }, at }
      : { leadId: lead.id, kind: 'not_enrolled', summary: 'Not enrolled: there is no address to write to', data: { campaignId: campaign.id, why: 'no_address' }, at })));
    return enrolling.map((one) => one.enrollmentId);
  }
}
