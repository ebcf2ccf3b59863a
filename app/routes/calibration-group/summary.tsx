import { fewestPairs } from '#app/domain/statistics/rater-agreement.ts'
import { formatNumber, formatShare } from '#app/ui/format.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import type { GroupPage } from './read-page.server.ts'

/** How far the group is, who stands out, and how far its raters agree. */
export function Summary({ page }: { page: GroupPage }) {
	const { summary, locale } = page
	const { people, settled, changed, outliers, agreement } = summary
	const number = (value: number) => formatNumber(value, locale)
	return (
		<Stats label="The group">
			<Stat
				label="With a result"
				value={`${number(settled)} of ${number(people)}`}
				note={people > 0 ? formatShare(settled / people, locale) : undefined}
				href={settled < people ? '?show=no-result' : undefined}
			/>
			<Stat
				label="Stand out"
				value={number(outliers)}
				note="a whole tier or more apart"
				href={outliers > 0 ? '?show=outliers' : undefined}
			/>
			<Stat
				label="Changed here"
				value={number(changed)}
				note="with a reason"
				href={changed > 0 ? '?show=changed' : undefined}
			/>
			{agreement && <Agreement agreement={agreement} locale={locale} />}
		</Stats>
	)
}

type AgreementProps = { agreement: NonNullable<GroupPage['summary']['agreement']>; locale: string }

function Agreement({ agreement: { n, kappa, interval }, locale }: AgreementProps) {
	const figure = (value: number) =>
		formatNumber(value, locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).replace('-', '−')
	const pairs = `${formatNumber(n, locale)} ${n === 1 ? 'pair' : 'pairs'}`
	const label = 'Agreement of raters (κ)'
	if (kappa === null) {
		const why =
			n < fewestPairs ? `too few to conclude anything: ${fewestPairs} at least` : 'all answered the same'
		return <Stat label={label} value="–" note={`${pairs}, ${why}`} />
	}
	const range = interval
		? `95%: ${figure(interval.from)} to ${figure(interval.to)}`
		: 'no interval can be computed'
	return <Stat label={label} value={figure(kappa)} note={`${range} · ${pairs}`} />
}
