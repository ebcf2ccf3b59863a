import { requireAccess } from '#app/auth/require-access.server.ts'
import { FigureTable } from '#app/ui/figure-table.tsx'
import { FrameworkHeader } from '#app/ui/framework-header.tsx'
import { Provenance } from '#app/ui/provenance.tsx'
import { NamedTexts, ReadingSection } from '#app/ui/reading.tsx'
import type { Route } from './+types/route.ts'
import { readFigures } from './read-figures.server.ts'

export function loader({ context, request }: Route.LoaderArgs) {
	return readFigures(requireAccess(context, 'frameworks.read'), new URL(request.url).searchParams)
}

export const meta: Route.MetaFunction = () => [
	{ title: 'Figures and sources · Five AI coding levels · Contour' },
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
				caption="Figures of the five AI coding levels with their sources"
				rows={page.figures}
				locale={page.locale}
				sort={page.search}
			/>
			<ReadingSection
				id="references"
				title="What the source lists at its end"
				text="It ties none of its statements, and none of its figures, to any of these."
			>
				<NamedTexts items={page.references} />
			</ReadingSection>
			<Provenance
				source={`Every figure, of whom it speaks where that is said, and the list of references, from “${page.sourceTitle}”. Where a column says “not named” or “none given”, the source says no more.`}
				contour="The wording, and the order in one table. Contour has checked neither figures nor references."
			/>
		</div>
	)
}
