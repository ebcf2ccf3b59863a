import { Archive, ArchiveRestore } from 'lucide-react'
import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'

type Props = {
	team: { members: number; children: readonly unknown[]; archivedAt: boolean }
	locale: string
}

/** Archiving an empty team can be undone, so it does not ask. */
export function ArchivePanel({ team: { members, children, archivedAt }, locale }: Props) {
	const count = (n: number, one: string, other: string) =>
		`${formatNumber(n, locale)} ${n === 1 ? one : other}`
	const inside = [
		...(members > 0 ? [count(members, 'person', 'people')] : []),
		...(children.length > 0 ? [count(children.length, 'team', 'teams')] : []),
	].join(' and ')
	if (archivedAt) {
		return (
			<Panel title="Archived" description="The team is out of the tree. Cycles that have it keep it.">
				<Form method="post">
					<Button variant="secondary" name="intent" value="restore" icon={ArchiveRestore}>
						Put it back
					</Button>
				</Form>
			</Panel>
		)
	}
	return (
		<Panel
			title="Archive"
			description={
				inside
					? `Only an empty team can be archived: ${inside} would be left without one. Move them first.`
					: 'Takes the team out of the tree. Cycles that have it keep it, and you can put it back.'
			}
		>
			{!inside && (
				<Form method="post">
					<Button variant="secondary" name="intent" value="archive" icon={Archive}>
						Archive the team
					</Button>
				</Form>
			)}
		</Panel>
	)
}
