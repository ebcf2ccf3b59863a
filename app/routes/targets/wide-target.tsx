import { targetTiers } from '#app/domain/target/target-words.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { peopleText, shareOfPeopleText } from '#app/lib/people-text.ts'
import { formatTarget } from '#app/ui/format.tsx'
import { TargetForm } from '#app/ui/target-form.tsx'
import type { TargetAnswer, TargetsPage } from './route.tsx'

type Value = { halfSteps: number; dueOn: string }
type Props = {
	wide: TargetsPage['account']
	/** Without one it is the company's. */
	family?: TargetsPage['families'][number]
	answer: TargetAnswer
	page: TargetsPage
}

/** The target of the company or of a family, for whom it holds, and what holds without it. */
export function WideTarget({ wide, family, answer, page }: Props) {
	const { locale, timeZone, today, publishedName, account } = page
	const { target, published } = wide
	const name = family?.familyName ?? 'The company'
	const id = `target-${family?.familyId ?? 'account'}`
	const say = ({ halfSteps, dueOn }: Value) =>
		formatTarget({ tier: tierOf(halfSteps), dueOn }, locale, timeZone)
	return (
		<section
			aria-labelledby={`${id}-name`}
			className="grid items-start gap-x-8 gap-y-4 lg:grid-cols-[minmax(12rem,1fr)_minmax(0,2fr)]"
		>
			<div>
				<h2 id={`${id}-name`} className="text-base">
					{name}
				</h2>
				<p className="mt-1 text-sm text-pretty text-muted">
					{target ? 'Holds' : 'Would hold'} for {describeWhom(wide, family, locale)}{' '}
					{family && !target && account.target && `Without one the company’s holds: ${say(account.target)}. `}
					{publishedName &&
						(published ? `${publishedName} keeps ${say(published)}.` : `${publishedName} has no target.`)}
				</p>
			</div>
			<TargetForm
				id={id}
				name={family?.familyName ?? 'the company'}
				hidden={family ? { familyId: family.familyId } : { scope: 'account' }}
				target={target}
				answer={answer}
				tiers={targetTiers(locale)}
				say={say}
				today={today}
			/>
		</section>
	)
}

function describeWhom({ people }: Props['wide'], family: Props['family'], locale: string): string {
	if (!family) {
		return people === 0
			? 'nobody today: something nearer holds for everybody in a family.'
			: `${peopleText(people, locale)} today: those in a family for whom nothing nearer holds.`
	}
	const { members } = family
	const others = people === members ? '.' : '; the others have one of their own or of a team.'
	return `${shareOfPeopleText({ count: people, of: members }, locale)} today${others}`
}
