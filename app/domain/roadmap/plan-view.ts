/** How a plan is looked at. Apart from the schema of the search, since the browser takes it. */
export const planViews = ['board', 'table', 'timeline'] as const
