import { Plus } from 'lucide-react'
import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { readCycles } from './read-page.server.ts'

type Opening = NonNullable<Awaited<ReturnType<typeof readCycles>>['opening']>

/** Before the first cycle: the one next thing to do. */
export function NoCycles({ slug, opening, locale }: { slug: string; opening: Opening; locale: string }) {
	return (
		<div className="stack">
			<PageHeader
				title="Cycles"
				description="Each round of check-ins, from its opening to its publication."
			/>
			{opening.participants === 0 ? (
				<NobodyYet slug={slug} withoutFamily={opening.withoutFamily} locale={locale} />
			) : (
				<EmptyState
					title="No cycle yet"
					action={
						<ButtonLink to={`/a/${slug}/cycles/new`} variant="primary" icon={Plus}>
							Create the first cycle
						</ButtonLink>
					}
				>
					<p>
						A cycle asks everybody and their manager once a quarter. Create one, look at who takes part, then
						open it. {formatNumber(opening.participants, locale)}{' '}
						{opening.participants === 1 ? 'person' : 'people'} would take part today.
					</p>
				</EmptyState>
			)}
		</div>
	)
}

function NobodyYet({ slug, withoutFamily, locale }: { slug: string; withoutFamily: number; locale: string }) {
	const people = withoutFamily === 1 ? 'person is' : 'people are'
	return (
		<EmptyState
			title={withoutFamily > 0 ? 'Nobody has a role family yet' : 'Nobody is in the roster yet'}
			action={
				<ButtonLink
					to={`/a/${slug}/${withoutFamily > 0 ? 'people' : 'roster-imports/new'}`}
					variant="primary"
				>
					{withoutFamily > 0 ? 'Give people a role family' : 'Import your roster'}
				</ButtonLink>
			}
		>
			{withoutFamily > 0 ? (
				<p>
					{formatNumber(withoutFamily, locale)} {people} in the roster, none with a role family. The family
					decides which questions a check-in asks, so a cycle needs it.
				</p>
			) : (
				<p>
					A cycle asks the people of your roster. Add them first: as a CSV file, or one by one under People.
				</p>
			)}
		</EmptyState>
	)
}
