import { Popover } from '@mantine/core';
import type { Schemas } from '../api/client';
import { useTranslation } from '../i18n/i18n';
import { ChevronIcon, CloseIcon } from '../ui/icons';
import { ChooseMany } from './ChooseMany';
import { ChooseRange } from './ChooseRange';
import { ChooseField } from './ChooseField';
import { chipText, isSet, labelOf, type Definition } from './definitions';
import css from './FilterBar.module.css';
import { fieldValues, withField } from './field-values';
import type { Filters } from './filters';

interface Props {
  readonly definition: Definition;
  readonly filters: Filters;
  readonly facets: Schemas['LeadFacets'] | undefined;
  readonly opened: boolean;
  readonly setOpened: (on: boolean) => void;
  readonly set: (change: Partial<Filters>) => void;
  readonly remove: () => void;
}

/** One filter: says what it is set to, opens what it can be set to, and is taken away beside it. */
export function FilterChip({ definition, filters, facets, opened, setOpened, set, remove }: Props) {
  const { t } = useTranslation();
  const on = isSet(definition, filters);
  const label = labelOf(definition, t);
  const text = on ? chipText(definition, filters, facets, t) : label;
  return (
    <span className={css.choice} data-on={on || undefined}>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" width={264} trapFocus returnFocus shadow="md" radius="lg">
        <Popover.Target><button type="button" className={css.chip} title={text} aria-expanded={opened} onClick={() => setOpened(!opened)}><span className="cut" dir="auto">{text}</span>{!on && <ChevronIcon width={12} height={12} />}</button></Popover.Target>
        <Popover.Dropdown className={css.choices} aria-label={label}>
          {definition.kind === 'range' ? <ChooseRange definition={definition} filters={filters} set={set} close={() => setOpened(false)} />
            : definition.kind === 'field' ? <ChooseField definition={definition} chosen={fieldValues(filters, definition.field.key)} choose={(values) => set(withField(filters, definition.field.key, values))} close={() => setOpened(false)} />
            : definition.kind === 'either'
              ? <ChooseMany label={label} options={[{ value: 'yes', label: t(definition.yes) }, { value: 'no', label: t(definition.no) }]} chosen={filters[definition.key] ? [filters[definition.key]!] : []} choose={(values) => set({ [definition.key]: values.at(-1) })} />
              : <ChooseMany label={label} options={definition.options(facets, t)} chosen={filters[definition.key] ?? []} choose={(values) => set({ [definition.key]: values.length > 0 ? values : undefined })} />}
        </Popover.Dropdown>
      </Popover>
      {on && <button type="button" className={css.off} aria-label={t('Remove the filter {{name}}', { name: label })} onClick={remove}><CloseIcon width={12} height={12} /></button>}
    </span>
  );
}
