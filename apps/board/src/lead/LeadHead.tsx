import { Menu, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { LeadDetail, Stage } from '../api/client';
import { people } from '../api/queries';
import { useAssign, useMoves } from '../board/moves';
import { rot, stageName } from '../board/stages';
import { useTranslation } from '../i18n/i18n';
import { Button, Score, StageDot, StageLabel, Tag } from '../ui/bits';
import { ChevronIcon } from '../ui/icons';
import { exactly, span } from '../ui/time';
import css from './lead.module.css';

/** Who it is, how good, where it stands, whose it is. The commonest actions are here. `bare`: the name stands elsewhere on the page. */
export function LeadHead({ lead, now, move, heading: Heading = 'h1', menu, setMenu, bare = false }: { lead: LeadDetail; now: number; move: (lead: LeadDetail, to: Stage) => void; heading?: 'h1' | 'h2'; menu: boolean; setMenu: (open: boolean) => void; bare?: boolean }) {
  const { t } = useTranslation();
  const { data: users } = useQuery(people);
  const assign = useAssign();
  const moves = useMoves()(lead.stage).filter(({ to }) => lead.allowedMoves.includes(to));
  const age = now - new Date(lead.stageSince).getTime();
  const old = rot(lead.stage, age);
  return (
    <div className={css.headBox}>
      {!bare && <div className={css.who}>
        <Score value={lead.score} large seenAt={lead.seenAt} now={now} />
        <div className={css.names}>
          <Heading dir="auto" className={css.title}><Link to="/merchants/$id" params={{ id: lead.merchantId }} className={css.merchantLink} title={t('Everything known of this merchant')}>{lead.name}</Link></Heading>
          <p className={css.small}>{lead.legalName && lead.legalName !== lead.name && <><bdi>{lead.legalName}</bdi> · </>}{[lead.category, lead.country].filter(Boolean).join(' · ')}</p>
        </div>
      </div>}
      <p className={css.one}>{lead.reason}{!lead.reachable && <Tag tone="amber">{t('no address yet')}</Tag>}</p>
      <div className={css.controls}>
        <Menu position="bottom-start" width={220} opened={menu} onChange={setMenu}>
          <Menu.Target><Button aria-keyshortcuts="m"><span className="unseen">{t('Move to…')} </span><StageLabel stage={lead.stage} /><span className={css.age} data-rot={old} title={t('since {{when}}', { when: exactly(lead.stageSince) })}>{span(age)}</span><ChevronIcon width={12} height={12} /></Button></Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('Move to…')}</Menu.Label>
            {moves.map(({ to, needsReason }) => <Menu.Item key={to} leftSection={<StageDot stage={to} />} onClick={() => move(lead, to)}>{t(stageName[to])}{needsReason ? '…' : ''}</Menu.Item>)}
            {moves.length === 0 && <Menu.Item disabled>{t('Nowhere: this is the end')}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
        <Select aria-label={t('Owner')} placeholder={t('No owner')} className={css.ownerField} clearable searchable data={(users ?? []).map(({ id, name }) => ({ value: id, label: name }))} value={lead.owner?.id ?? null} disabled={assign.isPending}
          onChange={(ownerId) => assign.mutate({ lead, ownerId })} />
      </div>
    </div>
  );
}
