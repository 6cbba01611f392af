/** By this name a source is told to have no pages: nobody crawls it, its rows are brought. It stands where other sources name their recipe. */
export const LIST_RECIPE = 'imported-list';
