import { useState } from 'react';
import { answered, api, Problem, type Schemas } from '../api/client';
import { t } from '../i18n/i18n';

export type Reading = Schemas['Reading'];
const LOOK_EVERY_MS = 400;
/** A network that is away so long has lost us, not the reading: it goes on. */
const MOST_SILENT = 20;

/** Follows a reading to its end, told how far it is. @throws Problem when it fails; `gates` are those that do not hold. */
export async function finished(reading: Reading, told: (reading: Reading) => void): Promise<Reading> {
  let now = reading;
  for (let silent = 0; ;) {
    told(now);
    if (now.state === 'done') return now;
    if (now.state === 'failed') throw new Problem(now.problem?.code ?? 'internal', now.problem?.detail ?? t('It could not be read.'), 409);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    try {
      now = await answered(api.GET('/api/readings/{id}', { params: { path: { id: reading.id } } }));
      silent = 0;
    } catch (error) {
      if (!(error instanceof Problem && error.status === 0) || ++silent > MOST_SILENT) throw error;
    }
  }
}

/** The reading that is under way on this screen; null when none is. */
export function useReading(): { reading: Reading | null; follow: (asked: Promise<Reading>) => Promise<Reading> } {
  const [reading, setReading] = useState<Reading | null>(null);
  return { reading, follow: async (asked) => finished(await asked, setReading).finally(() => setReading(null)) };
}
