/** What is followed over cycles. */
export const trendStatistics = ['mean', 'median', 'share'] as const
export type TrendStatistic = (typeof trendStatistics)[number]
