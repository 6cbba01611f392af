import { TagsInput } from '@mantine/core';
import '@mantine/core/styles/Pill.layer.css';
import '@mantine/core/styles/PillsInput.layer.css';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import type { Gates } from './queries';
import own from './scoring.module.css';

/** What rules a merchant out whatever it scores, and which categories count. */
export function GateFields({ gates, categories, readOnly, change }: { gates: Gates; categories: readonly string[]; readOnly: boolean; change: (gates: Gates) => void }) {
  const number = (text: string, most: number) => Math.max(0, Math.min(most, Number(text) || 0));
  return (
    <section className={css.panel} aria-label={t('Gates')}>
      <div className={css.section}>
        <div className={css.sectionHead}><h2>{t('Gates')}</h2><span className={css.aside}>{t('who fails one is not asked; the card says why')}</span></div>
        <div className={own.pair}>
          <label className={own.field}><span>{t('Lowest rating')}</span><span className={own.unit}><input type="number" inputMode="decimal" min={0} max={5} step={0.1} value={gates.minRating} onChange={(event) => change({ ...gates, minRating: Math.round(number(event.target.value, 5) * 10) / 10 })} /> {t('of 5')}</span></label>
          <label className={own.field}><span>{t('Fewest ratings')}</span><span className={own.unit}><input type="number" inputMode="numeric" min={0} step={10} value={gates.minRatings} onChange={(event) => change({ ...gates, minRatings: Math.round(number(event.target.value, 10_000_000)) })} /></span></label>
        </div>
        <TagsInput label={t('Categories we do not take')} description={t('Beginnings of words: “vap” rules out Vaping and Vape shops.')} placeholder={gates.prohibited.length === 0 ? t('none') : ''} value={gates.prohibited} data={[...categories]} readOnly={readOnly} clearable={false} maxTags={200}
          onChange={(prohibited) => change({ ...gates, prohibited: clean(prohibited) })} />
        <TagsInput label={t('Categories we look for')} description={t('Others get no points for their catalogue. Empty: all count.')} placeholder={gates.wanted.length === 0 ? t('all') : ''} value={gates.wanted} data={[...categories]} readOnly={readOnly} maxTags={200}
          onChange={(wanted) => change({ ...gates, wanted: clean(wanted) })} />
        <label className={own.check}><input type="checkbox" checked={gates.countryServed} onChange={(event) => change({ ...gates, countryServed: event.target.checked })} /><span>{t('Only countries that one of our regions serves')}</span></label>
        <label className={own.check}><input type="checkbox" checked={gates.notOurs} onChange={(event) => change({ ...gates, notOurs: event.target.checked })} /><span>{t('Nobody who sells with us already')}</span></label>
        <p className={css.small}>{t('Who opted out or is blocked is always ruled out.')}</p>
      </div>
    </section>
  );
}

const clean = (words: readonly string[]): string[] => [...new Set(words.map((word) => word.trim().slice(0, 80)).filter(Boolean))];
