import type { TeamReach } from '#app/data/targets/count-team-reach.server.ts'
import type { HeldTarget } from '#app/data/targets/read-held-target.server.ts'
import { peopleText, shareOfPeopleText } from '#app/lib/people-text.ts'

/** For how many it holds, or would hold, and for whom not. */
export function describeReach(
	{ members, people, own, below }: TeamReach,
	team: Pick<HeldTarget, 'own'>,
	locale: string,
): string {
	const where = 'of the team and those below who are in a family'
	const of = `${shareOfPeopleText({ count: people, of: members }, locale)} ${where}`
	const not = [
		own > 0 && `${peopleText(own, locale)} with a target of their own`,
		below > 0 && `${peopleText(below, locale)} in teams below that have one`,
	].filter((words) => words !== false)
	return `${team.own ? 'Holds' : 'Would hold'} for ${of}${not.length > 0 ? `; not for ${not.join(' and ')}` : ''}.`
}

/** What holds where the team has none of its own. */
export function describeInherited(
	{ own, inherited }: Pick<HeldTarget, 'own' | 'inherited'>,
	say: (value: { halfSteps: number; dueOn: string }) => string,
): string {
	const what = inherited
		? `${say(inherited)}, set for the team ${inherited.origin.name}`
		: 'each person’s family’s, or the company’s where the family has none'
	return own ? `Without one of its own: ${what}.` : `It has none of its own. What holds: ${what}.`
}
