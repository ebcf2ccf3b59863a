import { requireAccess } from '#app/auth/require-access.server.ts'
import { ChooseCycle } from '#app/ui/choose-cycle.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FamiliesCaveat } from '#app/ui/families-caveat.tsx'
import { HeatmapViews } from '#app/ui/heatmap-views.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Provenance } from '#app/ui/provenance.tsx'
import { ReadingSection } from '#app/ui/reading.tsx'
import type { Route } from './+types/route.ts'
import { FiguresTable } from './figures-table.tsx'
import { PastTable } from './past-table.tsx'
import type { BenchmarksPage } from './read-page.server.ts'
import { readBenchmarks } from './read-page.server.ts'
import { SurveyPanel } from './survey-panel.tsx'

export async function loader({ request, context }: Route.LoaderArgs) {
	return readBenchmarks(requireAccess(context, 'heatmap.read'), new URL(request.url))
}

export const handle = { wide: true }

export const meta: Route.MetaFunction = () => [{ title: 'Benchmarks · Heatmap · Contour' }]

export default function Benchmarks({ loaderData: page, params: { account: slug } }: Route.ComponentProps) {
	return (
		<div className="stack">
			<PageHeader
				above={<HeatmapViews slug={slug} current="benchmarks" />}
				title="Benchmarks"
				description="Your own past first. Beside it, as a reference and never mixed with it, what the sources give, with source and year."
				asOf={page.kind === 'benchmarks' ? page.asOf : undefined}
			/>
			{page.kind === 'nothing' ? (
				<EmptyState title="Nothing is published yet">
					Once a cycle is published, your own figures stand here beside those of the sources.
				</EmptyState>
			) : (
				<Parts page={page} slug={slug} />
			)}
		</div>
	)
}

function Parts({ page, slug }: { page: BenchmarksPage; slug: string }) {
	const { past, survey, figures, locale, cycleName, comparisonName, isSuppressed, k } = page
	return (
		<>
			<ChooseCycle cycle={page.cycle} cycles={page.cycles} />
			<ReadingSection
				id="past"
				title="Your own past"
				text={
					past.cycles.length === 1
						? 'The mean tier of the company as a whole. This is the first cycle that you can see; the next one stands beside it.'
						: 'The mean tier of the company as a whole, the newest cycle first. The best benchmark of a company is the one that it was.'
				}
			>
				<PastTable past={past} locale={locale} />
				{isSuppressed && (
					<p className="max-w-prose text-sm text-muted">
						You see groups, not people: a figure about fewer than {k} people is hidden, and so is what would
						give it away.
					</p>
				)}
				<FamiliesCaveat slug={slug} />
			</ReadingSection>
			{survey && <SurveyPanel survey={survey} names={{ cycleName, comparisonName }} locale={locale} />}
			<ReadingSection
				id="figures"
				title="Other figures of the sources"
				text="Most have nothing of yours to stand beside: they tell what others say or found. Where you measure the same, your figure stands in the last column; it is of other people, counted in another way."
			>
				<FiguresTable figures={figures} locale={locale} />
			</ReadingSection>
			<Provenance
				source="Every figure in the columns and tables of a source, its bound, of whom it speaks and its citation."
				contour="Your own figures, and which of them measure the same. No figure of a source enters one of yours. Contour has not checked the studies."
			/>
		</>
	)
}
