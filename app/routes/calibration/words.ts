import { formatNumber } from '#app/ui/format.tsx'

/** '1 team', '12 teams'. */
export const countText = (count: number, one: string, other: string, locale: string) =>
	`${formatNumber(count, locale)} ${count === 1 ? one : other}`

export const texts = {
	notRunning: 'This cycle is not running, so its groups can’t be changed. Nothing was changed.',
	nameTaken: 'Another group of this cycle has this name. Choose another one.',
	noTeams: 'Choose at least one team that is in no other group.',
	teamTaken: (teams: readonly { name: string; groupName: string }[]) =>
		`${teams.map(({ name, groupName }) => `${name} is in ${groupName}`).join(', ')}. Take it out there first, or leave it.`,
	added: (name: string, elsewhere: number) =>
		elsewhere === 0
			? `The group ${name} is made.`
			: `The group ${name} is made. Teams below that are in other groups already stay there: ${elsewhere}.`,
	suggested: (groups: number) =>
		groups === 0
			? 'Every team is in a group already. Nothing was changed.'
			: `${groups === 1 ? 'One group is' : `${groups} groups are`} made, one for each division. Change them as you like.`,
}
