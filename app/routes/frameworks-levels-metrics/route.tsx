import { requireAccess } from '#app/auth/require-access.server.ts'
import { framePage } from '#app/domain/framework/team-framework.ts'
import { FrameworkHeader } from '#app/ui/framework-header.tsx'
import { Provenance } from '#app/ui/provenance.tsx'
import { fiveAiCodingLevels as framework } from '#seed/frameworks/five-ai-coding-levels.ts'
import type { Route } from './+types/route.ts'
import { MetricBands, OperationalMetrics, StepMetrics } from './metrics.tsx'

export function loader({ context }: Route.LoaderArgs) {
	const { account } = requireAccess(context, 'frameworks.read')
	return {
		...framePage(account, framework),
		metrics: framework.metrics,
	}
}

export const meta: Route.MetaFunction = () => [{ title: 'Metrics · Five AI coding levels · Contour' }]

export default function Metrics({ loaderData: page }: Route.ComponentProps) {
	const { locale, metrics } = page
	return (
		<div className="stack gap-10!">
			<FrameworkHeader
				{...page}
				page="metrics"
				title="Metrics"
				description="What shows, at each AI coding level, that AI in the product pays, and what to watch in operation."
			/>
			<MetricBands metrics={metrics} locale={locale} />
			<OperationalMetrics groups={metrics.operational} />
			<StepMetrics step={metrics.step} notes={metrics.notes} locale={locale} />
			<Provenance
				source={`The metrics by level, the operational ones, and those to track from level 2 to 3, from “${page.sourceTitle}”.`}
				contour="The wording of all of it. The source gives neither units nor targets, so none stand here."
			/>
		</div>
	)
}
