import type { LevelOneAlarm, Rise } from '#app/domain/metric/level-one-alarm.ts'
import { levelOneWarning } from '#app/domain/metric/level-one-alarm.ts'
import { formatPeriod } from '#app/domain/metric/format-value.ts'
import { Notice } from '#app/ui/notice.tsx'

type Props = {
	/** 'the company', or the name of a team. */
	whose: string
	alarms: readonly LevelOneAlarm[]
	locale: string
}

/** The source's warning, where throughput rose while quality fell. Nothing where it did not. */
export function LevelOneNotice({ whose, alarms, locale }: Props) {
	const [first] = alarms
	if (!first) return null
	const names = (rises: readonly Rise[]) => [...new Set(rises.map(({ name }) => name))].join(', ')
	const period = (day: string) => formatPeriod(day, first.grain, locale)
	return (
		<Notice tone="warning" title="More comes out, and its quality falls">
			<p>
				From {period(first.from)} to {period(first.to)}, in <bdi>{whose}</bdi>, these rose:{' '}
				{names(alarms.map(({ throughput }) => throughput))}. So did: {names(alarms.map(({ harm }) => harm))}.
			</p>
			<p className="mt-1">
				{levelOneWarning.text} {levelOneWarning.data} ({levelOneWarning.citation}).
			</p>
		</Notice>
	)
}
