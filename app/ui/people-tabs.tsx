import { Tabs } from './tabs.tsx'

export type PeopleSection = 'people' | 'teams' | 'role-families' | 'job-families' | 'invitations' | 'imports'

const labels: Record<PeopleSection, string> = {
	people: 'People',
	teams: 'Teams',
	'role-families': 'Families',
	'job-families': 'Job families',
	invitations: 'Invitations',
	imports: 'Imports',
}

/** The lists that HR keeps. */
export function PeopleTabs({ slug, current }: { slug: string; current: PeopleSection }) {
	const items = Object.entries(labels).map(([section, label]) => ({
		label,
		href: `/a/${slug}/${section}`,
		current: section === current,
	}))
	return <Tabs label="People" items={items} />
}
