/** The parts of a source's page, by what stands in the address. */
export const SOURCE_TABS = ['runs', 'permission', 'robots', 'settings'] as const;
export type SourceTab = (typeof SOURCE_TABS)[number];
