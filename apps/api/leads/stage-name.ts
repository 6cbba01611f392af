import { z } from 'zod';
import { ALL_STAGES, type Stage } from '#leads';

export const StageName = z.enum(ALL_STAGES as [Stage, ...Stage[]]).meta({ id: 'Stage' });
