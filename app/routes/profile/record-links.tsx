import { Panel } from '#app/ui/panel.tsx'

/** What each company holds about the person is a file of its own. */
export function RecordLinks({
	accounts,
}: {
	accounts: readonly { slug: string; name: string; memberId: string }[]
}) {
	if (accounts.length === 0) return null
	return (
		<Panel
			title="Your data"
			description="Everything that a company holds about you in Contour. The file says itself what is not in it, and why."
		>
			<ul className="flex flex-col gap-2 text-sm">
				{accounts.map(({ slug, name, memberId }) => (
					<li key={slug}>
						Your data in <bdi>{name}</bdi>:{' '}
						<a href={`/a/${slug}/people/${memberId}/record.pdf`} download className="link">
							PDF
						</a>
						{', '}
						<a href={`/a/${slug}/people/${memberId}/record.json`} download className="link">
							JSON
						</a>
					</li>
				))}
			</ul>
		</Panel>
	)
}
