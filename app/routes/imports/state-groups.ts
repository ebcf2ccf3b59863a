import type { ImportState } from '#app/domain/import/import-kind.ts'

/** What can be filtered by. */
export const stateGroupNames = ['waiting', 'applied', 'undone'] as const

export const stateGroups: Record<
	(typeof stateGroupNames)[number],
	{ label: string; states: readonly ImportState[] }
> = {
	waiting: { label: 'Waits', states: ['uploaded', 'mapped'] },
	applied: { label: 'Applied', states: ['applied'] },
	undone: { label: 'Taken back', states: ['undone'] },
}
