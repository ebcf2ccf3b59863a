/** What can happen to a plan, for those who are told of it: the closed list of it. */
export const roadmapChanges = [
	'added',
	'changed',
	'moved',
	'closed',
	'reopened',
	'phase-closed',
	'item-added',
	'item-changed',
	'commented',
	'checkpoint-held',
] as const
export type RoadmapChange = (typeof roadmapChanges)[number]
