import { endsOf, fieldKeys, fieldValues, withField } from '../../apps/board/src/filters/field-values.js';
import { keyFor } from '../../apps/board/src/settings/field-key.js';

describe('fields of a team', () => {
  it('are given a key that reads like the label, and none where the label has no Latin letters', () => {
    for (const [label, key] of [['Größe (m²)', 'grosse_m2'], ['  Ships abroad? ', 'ships_abroad'], ['2026 fair', 'fair'], ['Élu par l’équipe', 'elu_par_l_equipe'], ['مساحة المستودع', ''], ['a'.repeat(60), 'a'.repeat(40)], [`${'a'.repeat(39)} b`, 'a'.repeat(39)]]) expect([label, keyFor(label!)]).toEqual([label, key]);
  });

  it('stand in the address key by key, and one is changed without the others', () => {
    const filters = { field: ['segment:A', 'city:Ulm: Altstadt', 'segment:B'], stage: ['engaged' as const] };
    expect(fieldKeys(filters)).toEqual(['segment', 'city']);
    expect(fieldValues(filters, 'city')).toEqual(['Ulm: Altstadt']);
    expect(withField(filters, 'segment', ['C'])).toEqual({ field: ['city:Ulm: Altstadt', 'segment:C'] });
    expect(withField({ field: ['segment:A'] }, 'segment', [])).toEqual({ field: undefined });
  });

  it('have open ends, and a value alone is both', () => {
    expect(['10..20', '..20', '10..', '12', ''].map(endsOf)).toEqual([{ from: '10', to: '20' }, { from: '', to: '20' }, { from: '10', to: '' }, { from: '12', to: '12' }, { from: '', to: '' }]);
  });
});
