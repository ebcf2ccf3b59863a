/** Whether more of it is better, less is, or neither by itself. */
export const directions = ['up', 'down', 'none'] as const
export type Direction = (typeof directions)[number]
