import { requireAccess } from '#app/auth/require-access.server.ts'
import { FrameworkHeader } from '#app/ui/framework-header.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Provenance } from '#app/ui/provenance.tsx'
import { Bullets, Notes, ReadingSection } from '#app/ui/reading.tsx'
import type { Route } from './+types/route.ts'
import { Phases } from './phases.tsx'
import { readRoadmap } from './read-roadmap.server.ts'

export function loader({ context }: Route.LoaderArgs) {
	return readRoadmap(requireAccess(context, 'frameworks.read'))
}

export const meta: Route.MetaFunction = () => [{ title: 'Roadmap · Five AI coding levels · Contour' }]

export default function Roadmap({ loaderData: page }: Route.ComponentProps) {
	const { locale, window, commitments } = page
	const level = (value: number) => formatNumber(value, locale)
	return (
		<div className="stack gap-10!">
			<FrameworkHeader
				{...page}
				page="roadmap"
				title="Roadmap"
				description="Four phases to AI coding level 5, what each delivers and what comes of it, how long it takes and what it takes at the least."
			/>
			<ReadingSection id="phases" title="Four phases" text={page.text}>
				<Phases phases={page.phases} />
				<Notes items={page.notes} />
			</ReadingSection>
			<ReadingSection
				id="window"
				title={`From AI coding level ${level(window.fromLevel)} to ${level(window.toLevel)}: ${window.length}`}
				text={window.text}
			>
				<Panel title="The least that it takes" headingLevel={3} description={commitments.text}>
					<Bullets items={commitments.items} />
				</Panel>
				<p className="max-w-prose text-sm text-muted">{commitments.note}</p>
				<Notice title="If you work in a regulated domain">{page.regulatedDomains}</Notice>
			</ReadingSection>
			<Provenance
				source={`The phases with their deliverables and outcomes, the window, the commitments and what is said of regulated domains, from “${page.sourceTitle}”.`}
				contour="The wording of all of it. Whether the lengths of the phases are to be added up, or read as months since the start, the source does not say. A roadmap that you make here reads them as months since the start, and days 15 to 30, which the source leaves open, belong to the second phase."
			/>
		</div>
	)
}
