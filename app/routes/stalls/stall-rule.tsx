import type { StallsPage } from './read-page.server.ts'

type Page = Extract<StallsPage, { kind: 'stalls' }>

/** By which rule the page finds and sorts, in a sentence or two. */
export function StallRule({ page: { lens, tiers } }: { page: Page }) {
	return (
		<section aria-labelledby="rule" className="flex max-w-prose flex-col gap-2 text-sm text-muted">
			<h2 id="rule" className="text-base text-ink">
				How this is found
			</h2>
			{tiers ? (
				<>
					<p>
						{tiers.followsPeople
							? `Of a team with all teams below it and a role family: at least ${tiers.k} people with a result in both cycles, a mean below the target, and a mean that moved by less than a quarter of a tier, up or down.`
							: `Of a team with all teams below it and a role family, from figures that the heatmap shows you: at least ${tiers.k} people assessed in each cycle, a mean below the target that moved by less than a quarter of a tier, up or down, and at least four in five of the people placed there in both cycles. What is hidden from you is not looked at.`}
					</p>
					<p>
						The largest groups come first, then by name. Where everybody counted is in one team below, that
						team stands for them. It says where to look, not who is to blame.
					</p>
				</>
			) : (
				<p>
					Teams whose last two agreed assessments come to the same{' '}
					{lens === 'levels' ? 'AI coding level' : 'rung'}, whoever was in the team: first those that a plan
					leads higher, then those without a plan under this lens that you can read, each by name.
				</p>
			)}
		</section>
	)
}
