import { formatTier, TimeText } from './format.tsx'

type Props = {
	changes: readonly {
		/** Half-steps. */
		fromTier: number
		toTier: number
		reason: string
		changedBy: string | null
		changedAt: Date
	}[]
	locale: string
	timeZone: string
}

/** What calibration changed of a result, newest first, with its reasons. Draws nothing where nothing was. */
export function CalibrationHistory({ changes, locale, timeZone }: Props) {
	if (changes.length === 0) return null
	const tier = (halfSteps: number) => formatTier(halfSteps / 2, locale)
	return (
		<ul aria-label="Changed in calibration" className="flex flex-col gap-3 text-sm">
			{changes.map(({ fromTier, toTier, reason, changedBy, changedAt }) => (
				<li key={changedAt.toISOString()} className="flex flex-col gap-0.5 border-s-2 border-line ps-3">
					<span className="font-medium">
						Changed in calibration from tier {tier(fromTier)} to {tier(toTier)}
					</span>
					<span dir="auto" className="max-w-prose text-pretty whitespace-pre-wrap">
						{reason}
					</span>
					<span className="text-muted">
						{changedBy && (
							<>
								<bdi>{changedBy}</bdi>,{' '}
							</>
						)}
						<TimeText value={changedAt} locale={locale} timeZone={timeZone} style="dateTime" />
					</span>
				</li>
			))}
		</ul>
	)
}
