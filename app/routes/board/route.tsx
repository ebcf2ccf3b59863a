import { requireAccess } from '#app/auth/require-access.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { BoardSheet } from './board-sheet.tsx'
import { Presentation } from './presentation.tsx'
import { readBoardPage } from './read-page.server.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
	return readBoardPage(requireAccess(context, 'heatmap.read'), new URL(request.url))
}

export const handle = { wide: true }

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{
		title:
			loaderData?.kind === 'board'
				? `${loaderData.node.name}, ${loaderData.cycle.name} · Board view · Contour`
				: 'Board view · Contour',
	},
]

export default function Board({ loaderData: page, params }: Route.ComponentProps) {
	if (page.kind === 'nothing') return <NothingPublished slug={params.account} />
	return page.isPresented ? <Presentation page={page} /> : <BoardSheet page={page} slug={params.account} />
}

function NothingPublished({ slug }: { slug: string }) {
	return (
		<div className="stack">
			<PageHeader title="Board view" description="Where the company stands, on one page." />
			<EmptyState
				title="Nothing is published yet"
				action={<ButtonLink to={`/a/${slug}/heatmap`}>Go to the heatmap</ButtonLink>}
			>
				<p>The page is made of a published cycle, which never changes. The first one opens it.</p>
			</EmptyState>
		</div>
	)
}
