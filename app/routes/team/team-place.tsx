import { ChartSpline, Plus } from 'lucide-react'
import { Link } from 'react-router'
import { ButtonLink } from '#app/ui/button.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'

type Named = { id: string; name: string }
type Props = {
	team: Named & { members: number; children: readonly Named[]; lead: Named | null; archivedAt: boolean }
	root: string
	locale: string
}

/** Who and what belongs to a team, each with a way there. */
export function TeamPlace({ team, root, locale }: Props) {
	const { id, members, children, lead, archivedAt } = team
	return (
		<Panel
			title="In this team"
			footer={
				<>
					{!archivedAt && (
						<ButtonLink to={`${root}/teams/new?parent=${id}`} size="small" icon={Plus}>
							New team below
						</ButtonLink>
					)}
					<ButtonLink to={`${root}/teams/${id}/metrics`} size="small" icon={ChartSpline}>
						Metrics
					</ButtonLink>
				</>
			}
		>
			<DefinitionList
				narrow
				items={[
					{
						term: 'Lead',
						value: lead ? (
							<Link to={`${root}/people/${lead.id}`} className="link">
								<bdi>{lead.name}</bdi>
							</Link>
						) : (
							'Nobody'
						),
					},
					{
						term: 'People',
						value:
							members > 0 ? (
								<Link to={`${root}/people?team=${id}`} className="link">
									{formatNumber(members, locale)} {members === 1 ? 'person' : 'people'}
								</Link>
							) : (
								'Nobody'
							),
					},
					{
						term: 'Teams below',
						value:
							children.length === 0 ? (
								'None'
							) : (
								<ul className="flex flex-col gap-1">
									{children.map((child) => (
										<li key={child.id}>
											<Link to={`${root}/teams/${child.id}`} className="link">
												<bdi>{child.name}</bdi>
											</Link>
										</li>
									))}
								</ul>
							),
					},
				]}
			/>
		</Panel>
	)
}
