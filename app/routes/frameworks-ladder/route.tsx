import { requireAccess } from '#app/auth/require-access.server.ts'
import { framePage } from '#app/domain/framework/team-framework.ts'
import { FrameworkHeader } from '#app/ui/framework-header.tsx'
import { Provenance } from '#app/ui/provenance.tsx'
import { ReadingSection } from '#app/ui/reading.tsx'
import { agenticEngineeringLadder as ladder } from '#seed/frameworks/agentic-engineering-ladder.ts'
import type { Route } from './+types/route.ts'
import { RungArticle } from './rung-article.tsx'
import { RungSteps } from './rung-steps.tsx'
import { WhereYouAre } from './where-you-are.tsx'

export function loader({ context }: Route.LoaderArgs) {
	const { account } = requireAccess(context, 'frameworks.read')
	return {
		...framePage(account, ladder),
		description: ladder.description,
		introduction: ladder.introduction,
		rungs: ladder.rungs,
		trapsText: ladder.trapsText,
		adviceText: ladder.adviceText,
		sweetSpot: ladder.sweetSpot,
		closing: ladder.closing,
	}
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.framework.title ?? 'Agentic engineering ladder'} · Contour` },
]

export default function Ladder({ loaderData: page }: Route.ComponentProps) {
	const { locale, rungs } = page
	return (
		<div className="stack gap-10!">
			<FrameworkHeader
				{...page}
				page=""
				parts={[
					{ label: 'Six rungs', id: 'introduction' },
					{ label: 'Where you are', id: 'advice' },
					{ label: 'Rung by rung, with traps', id: 'rungs' },
				]}
			/>
			<ReadingSection id="introduction" title="Six rungs">
				<div className="flex max-w-prose flex-col gap-2">
					{page.introduction.map(({ key, text }) => (
						<p key={key}>{text}</p>
					))}
				</div>
				<RungSteps rungs={rungs} locale={locale} />
			</ReadingSection>
			<WhereYouAre rungs={rungs} text={page.adviceText} sweetSpot={page.sweetSpot} locale={locale} />
			<ReadingSection id="rungs" title="Rung by rung, with the trap of each" text={page.trapsText}>
				{rungs.map((rung) => (
					<RungArticle key={rung.key} rung={rung} locale={locale} />
				))}
				<p className="max-w-prose">{page.closing}</p>
			</ReadingSection>
			<Provenance
				source={`The rungs and their names, traps and ways out, advice, and every figure, from “${page.sourceTitle}”. It calls the rungs levels.`}
				contour="The wording of all of it, the word rung, and the split of each rung into how work goes, what is gained and what its limits are. For which teams the ladder is, and that it is a scale of its own."
			/>
		</div>
	)
}
