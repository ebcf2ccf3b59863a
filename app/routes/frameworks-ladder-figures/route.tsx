import { requireAccess } from '#app/auth/require-access.server.ts'
import { FigureTable } from '#app/ui/figure-table.tsx'
import { FrameworkHeader } from '#app/ui/framework-header.tsx'
import { Provenance } from '#app/ui/provenance.tsx'
import type { Route } from './+types/route.ts'
import { readFigures } from './read-figures.server.ts'

export function loader({ context, request }: Route.LoaderArgs) {
	return readFigures(requireAccess(context, 'frameworks.read'), new URL(request.url).searchParams)
}

export const meta: Route.MetaFunction = () => [
	{ title: 'Figures and sources · Agentic engineering ladder · Contour' },
]

export default function Figures({ loaderData: page }: Route.ComponentProps) {
	return (
		<div className="stack gap-10!">
			<FrameworkHeader
				{...page}
				page="figures"
				title="Figures and sources"
				description="Every figure that the source gives, as it gives it. None of them enters an assessment."
			/>
			<FigureTable
				caption="Figures of the agentic engineering ladder with their sources"
				rows={page.figures}
				locale={page.locale}
				sort={page.search}
			/>
			<Provenance
				source={`Every figure, and of whom it speaks where that is said, from “${page.sourceTitle}”. It tells what its authors observed and cites nobody.`}
				contour="The wording, and the order in one table. Contour has not checked the figures."
			/>
		</div>
	)
}
