import type { DigestMail } from './digest-post.port.js';
import type { WaitingCounts, WaitingLists } from './waiting.js';

/** Names come from public pages: nothing in them may begin a line of its own or turn the direction of what follows. */
const flat = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim().slice(0, 200);
const several = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
export const sumOf = ({ replies, tasks, mentions, handOvers, answers, back }: WaitingCounts): number => replies + tasks + mentions + handOvers + answers + back;

/** The mail of a person's morning. @param url of the board, without a slash at its end. */
export function digestText(lists: WaitingLists, counts: WaitingCounts, { zone, url }: { zone: string; url: string }): Pick<DigestMail, 'subject' | 'text'> {
  const when = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const line = (text: string, leadId: string): string => `- ${text}\n  ${url}/leads/${leadId}`;
  const part = (title: string, count: number, lines: string[]): string[] => (count === 0 ? [] : [`${title}\n${lines.join('\n')}${count > lines.length ? `\n- and ${count - lines.length} more` : ''}`]);
  const parts = [
    ...part(several(counts.replies, 'reply waits', 'replies wait'), counts.replies, lists.replies.map(({ lead, since, mine }) => line(`${flat(lead.name)}, since ${when.format(since)}${mine ? '' : ' (nobody has this lead)'}`, lead.id))),
    ...part(`${several(counts.tasks, 'task is due', 'tasks are due')} today${counts.overdue > 0 ? `, ${counts.overdue} overdue` : ''}`, counts.tasks, lists.tasks.map(({ lead, task }) => line(`${when.format(task.dueAt)}  ${flat(task.title)} (${flat(lead.name)})`, lead.id))),
    ...part(several(counts.handOvers, 'colleague asks for a lead', 'colleagues ask for leads'), counts.handOvers, lists.handOvers.map(({ lead, request }) => line(`${flat(request.askedBy.name)} asks for ${flat(lead.name)}${request.note ? `: ${flat(request.note)}` : ''}`, lead.id))),
    ...part(several(counts.answers, 'answer to what you asked for', 'answers to what you asked for'), counts.answers, lists.answers.map(({ lead, state, answer }) => line(`${flat(lead.name)}: ${state}${answer ? `, ${flat(answer)}` : ''}`, lead.id))),
    ...part(several(counts.mentions, 'note names you', 'notes name you'), counts.mentions, lists.mentions.map(({ lead, by, text }) => line(`${flat(by)} on ${flat(lead.name)}: ${flat(text)}`, lead.id))),
    ...part(several(counts.back, 'lead is back', 'leads are back'), counts.back, lists.back.map(({ lead, byKind, note }) => line(`${flat(lead.name)}${byKind === 'merchant' ? ': the merchant asked for this date' : note ? `: ${flat(note)}` : ''}`, lead.id))),
  ];
  return { subject: `Your day: ${several(sumOf(counts), 'thing waits for you', 'things wait for you')}`, text: `${parts.join('\n\n')}\n\nAll of it: ${url}/today\nThe hour of this mail, or none at all: ${url}/today, at its end.\n` };
}
