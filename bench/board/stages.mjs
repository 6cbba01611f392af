/** The columns of the board. */
export const FUNNEL = ['sourced', 'qualified', 'queued', 'contacted', 'engaged', 'offer_sent', 'accepted', 'onboarding', 'activated'];
