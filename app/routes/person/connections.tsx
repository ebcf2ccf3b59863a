import { Link } from 'react-router'
import type { MemberDetails } from '#app/data/get-member.server.ts'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'

type Props = {
	person: Pick<MemberDetails, 'id' | 'manager' | 'reports' | 'leads' | 'hasJoined'> & { hasEmail: boolean }
	root: string
	locale: string
}

/** Whom somebody is tied to, each with a way there. */
export function Connections({ person, root, locale }: Props) {
	const { id, manager, reports, leads, hasJoined, hasEmail } = person
	return (
		<Panel title="Connections">
			<DefinitionList
				narrow
				items={[
					{
						term: 'Reports to',
						value: manager ? (
							<Link to={`${root}/people/${manager.id}`} className="link">
								<bdi>{manager.name}</bdi>
							</Link>
						) : (
							'Nobody'
						),
					},
					{
						term: 'People reporting',
						value:
							reports > 0 ? (
								<Link to={`${root}/people?manager=${id}`} className="link">
									{formatNumber(reports, locale)} {reports === 1 ? 'person' : 'people'}
								</Link>
							) : (
								'Nobody'
							),
					},
					{
						term: 'Leads',
						value:
							leads.length === 0
								? 'No team'
								: leads.map((team) => (
										<Link key={team.id} to={`${root}/teams/${team.id}`} className="link me-3">
											{team.name}
										</Link>
									)),
					},
					{
						term: 'Signs in',
						value: hasJoined
							? 'Yes, has joined'
							: hasEmail
								? 'Not yet, see Invitations'
								: 'No: there is no e-mail',
					},
				]}
			/>
		</Panel>
	)
}
