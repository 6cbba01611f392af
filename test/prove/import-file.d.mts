export function hostileList(rows: number, seed?: number): { csv: string; expected: { new: number; repeated: number; bad: number; formulas: number; byCode: Record<string, number> } };
