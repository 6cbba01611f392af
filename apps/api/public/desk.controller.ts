import { Body, Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Desk, isDeclineReason, type DeskOutcome, type DeskView } from '#onboarding';
import { readableDay } from '#offers';
import { UnsubscribeTokens } from '#outreach';
import { Public } from '../routes.js';
import { DeskForms } from './desk-forms.js';
import { answeredOn, offerVariables, receiptVariables, type FormState } from './offer-page.js';
import { PageErrorsFilter } from './page-errors.filter.js';
import { sendNotice, sendPage } from './pages.js';

type Fields = Record<string, unknown>;
const text = (fields: Fields | undefined, name: string, longest = 120): string => {
  const value = fields?.[name];
  return typeof value === 'string' ? value.normalize('NFC').replace(/\s+/gu, ' ').trim().slice(0, longest) : '';
};

/** The merchant's page. Fetching it shows it; only a form that a person has filled in changes anything. */
@ApiExcludeController()
@Public()
@UseFilters(PageErrorsFilter)
@Controller('i')
export class DeskController {
  constructor(@Inject(Desk) private readonly desk: Desk, @Inject(DeskForms) private readonly forms: DeskForms, @Inject(UnsubscribeTokens) private readonly unsubscribe: UnsubscribeTokens) {}

  @Get(':token')
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const view = await this.desk.show(token);
    return view ? this.page(token, view, request, reply, null) : this.unknown(reply);
  }

  @Post(':token/accept')
  accept(@Param('token') token: string, @Body() fields: Fields | undefined, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const values = { name: text(fields, 'name'), role: text(fields, 'role'), terms: text(fields, 'terms') };
    const errors = {
      ...(values.name === '' ? { name: 'Please write your name: we want to know who says yes.' } : {}),
      ...(values.terms !== 'yes' ? { terms: 'Please tick the box if you accept the terms.' } : {}),
    };
    return this.answer('accept', token, fields, values, errors, request, reply, () => this.desk.accept(token, {
      name: values.name, role: values.role || null, terms: true, ip: request.ip, userAgent: request.headers['user-agent'] ?? '' }));
  }

  @Post(':token/decline')
  decline(@Param('token') token: string, @Body() fields: Fields | undefined, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const reason = text(fields, 'reason');
    return this.answer('decline', token, fields, { reason }, isDeclineReason(reason) ? {} : { reason: 'Please choose a reason: it helps us to ask better next time.' }, request, reply,
      () => (isDeclineReason(reason) ? this.desk.decline(token, { reason }) : Promise.resolve('closed' as const)));
  }

  @Post(':token/not-now')
  notNow(@Param('token') token: string, @Body() fields: Fields | undefined, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const month = text(fields, 'month');
    const errors = (view: DeskView): FormState['errors'] => (view.months.some((one) => one.value === month) ? {} : { month: 'Please choose a month.' });
    return this.answer('not-now', token, fields, { month }, errors, request, reply, () => this.desk.notNow(token, { month }));
  }

  /** Checks before it acts: an answer with something missing changes nothing and comes back with what was filled in. */
  private async answer(
    form: FormState['form'], token: string, fields: Fields | undefined, values: FormState['values'], errorsOf: FormState['errors'] | ((view: DeskView) => FormState['errors']),
    request: FastifyRequest, reply: FastifyReply, act: () => Promise<DeskOutcome>,
  ): Promise<FastifyReply> {
    const view = await this.desk.show(token);
    if (!view) return this.unknown(reply);
    // A second yes, or any answer to what is closed, is shown how things stand; the page says it better than an error would.
    if (view.state !== 'open') return this.page(token, view, request, reply, null);
    const errors = typeof errorsOf === 'function' ? errorsOf(view) : errorsOf;
    if (!this.forms.fits(request, view.invitationId, text(fields, 'form', 200))) {
      const stale = 'This page was open for a long time, or your browser keeps no cookies. Please send it once more.';
      return this.page(token, view, request, reply, { form, values, errors: { ...errors, form: stale } });
    }
    if (Object.keys(errors).length > 0) return this.page(token, view, request, reply, { form, values, errors });
    const outcome = await act();
    if (outcome === 'unknown') return this.unknown(reply);
    if (outcome === 'already') return this.page(token, (await this.desk.show(token))!, request, reply, null);
    return reply.code(303).header('location', `/i/${token}`).header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').send();
  }

  private page(token: string, view: DeskView, request: FastifyRequest, reply: FastifyReply, state: FormState | null): FastifyReply {
    const brand = view.facts.workspace;
    const { merchant, headline } = view.terms;
    const answerBy = readableDay(view.terms.answerBy);
    const unsubscribe = view.facts.messageId ? `/u/${this.unsubscribe.token(view.facts.messageId)}` : null;
    switch (view.state) {
      case 'open':
        return sendPage(reply, {
          status: state ? 422 : 200, title: `${merchant}, ${headline}`, name: 'offer', brand,
          variables: offerVariables(view, `/i/${token}`, this.forms.issue(request, reply, view.invitationId), unsubscribe, state),
        });
      case 'accepted':
        return sendPage(reply, { title: `Receipt: ${headline}`, name: 'receipt', brand, variables: receiptVariables(view, unsubscribe) });
      case 'declined':
        return sendNotice(reply, 200, brand, 'You said no, thanks', `Your answer arrived on ${answeredOn(view)}. We will not write to you about this again. Changed your mind? Just reply to our mail.`, { checkCode: view.checkCode });
      case 'expired':
        return sendNotice(reply, 200, brand, 'This invitation has expired', `It could be answered until the end of ${answerBy}. If you are still interested, just reply to our mail and we will see what we can do.`, { checkCode: view.checkCode });
      case 'revoked':
        return sendNotice(reply, 200, brand, 'This invitation was withdrawn', 'It can no longer be answered. If you did not expect this, just reply to our mail.', { checkCode: view.checkCode });
    }
  }

  private unknown(reply: FastifyReply): FastifyReply {
    return sendNotice(reply, 404, null, 'There is no such invitation', 'Please open the link exactly as it stands in our mail; mail programs sometimes cut long links in two. If it still does not work, just reply to the mail.');
  }
}
