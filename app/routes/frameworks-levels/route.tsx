import { requireAccess } from '#app/auth/require-access.server.ts'
import { framePage } from '#app/domain/framework/team-framework.ts'
import { FrameworkHeader } from '#app/ui/framework-header.tsx'
import { Provenance } from '#app/ui/provenance.tsx'
import { ReadingSection } from '#app/ui/reading.tsx'
import { fiveAiCodingLevels as framework } from '#seed/frameworks/five-ai-coding-levels.ts'
import type { Route } from './+types/route.ts'
import { LevelSteps } from './level-steps.tsx'
import { Mistakes } from './mistakes.tsx'
import { Stall } from './stall.tsx'

export function loader({ context }: Route.LoaderArgs) {
	const { account } = requireAccess(context, 'frameworks.read')
	return {
		...framePage(account, framework),
		description: framework.description,
		introduction: framework.introduction,
		levels: framework.levels,
		stall: framework.stall,
		mistakes: framework.mistakes,
	}
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.framework.title ?? 'Five AI coding levels'} · Contour` },
]

export default function Levels({ loaderData: page }: Route.ComponentProps) {
	const { locale } = page
	return (
		<div className="stack gap-10!">
			<FrameworkHeader
				{...page}
				page=""
				parts={[
					{ label: 'The five levels', id: 'levels' },
					{ label: 'Why teams stall', id: 'stall' },
					{ label: 'Mistakes and remediations', id: 'mistakes' },
				]}
			/>
			<ReadingSection id="levels" title="The five AI coding levels">
				<div className="flex max-w-prose flex-col gap-2">
					{page.introduction.map(({ key, text }) => (
						<p key={key}>{text}</p>
					))}
				</div>
				<LevelSteps levels={page.levels} locale={locale} />
			</ReadingSection>
			<Stall stall={page.stall} locale={locale} />
			<Mistakes mistakes={page.mistakes} locale={locale} />
			<Provenance
				source={`The names of the levels, what each of them is, the reasons to stall with their remedies, the mistakes and the remediations, from “${page.sourceTitle}”.`}
				contour="The wording of all of it, and the split of each level into signs. Which remediation answers which mistake: the source lists five of each, in the same order. For which teams the levels are, and that they are a scale of their own."
			/>
		</div>
	)
}
