import { Check, MessagesSquare, UnfoldHorizontal } from 'lucide-react'
import { Link } from 'react-router'
import type { ShareAgreement } from '#app/domain/check-in/compare-share.ts'
import { agreementNames } from '#app/domain/check-in/share-words.ts'
import type { ChosenBy, SaysVersusShows as Shown } from '#app/domain/check-in/says-versus-shows.ts'
import { formatMetricValue } from '#app/domain/metric/format-value.ts'
import { measuredText } from '#app/domain/metric/measured-words.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { Badge } from '#app/ui/badge.tsx'
import type { Icon } from '#app/ui/button.tsx'
import { LongText } from '#app/ui/long-text.tsx'

const glyphs: Record<ShareAgreement, Icon> = {
	agrees: Check,
	differs: MessagesSquare,
	between: UnfoldHorizontal,
	beyond: UnfoldHorizontal,
	'on-the-way': UnfoldHorizontal,
}

type Props = {
	/** Nothing is shown where nothing is measured. */
	shown: Shown | undefined
	/** What the reader calls those who chose. */
	names: Record<ChosenBy, string>
	/** Address of the account. */
	root: string
	/** Whether the reader may open imports. */
	mayImport: boolean
	locale: string
}

/** A measured share beside what was chosen. It is there to talk about: nothing in it asks to change an answer. */
export function SaysVersusShows({ shown, names, root, mayImport, locale }: Props) {
	if (!shown) return null
	const { measured, what, sign, said } = shown
	const { metric, subject, imports } = measured
	const href =
		subject.kind === 'member'
			? `${root}/people/${subject.id}/metrics?metric=${metric.id}#trend`
			: `${root}/metrics/${metric.id}?node=${subject.id}`
	return (
		<div className="flex min-w-0 flex-col gap-3 rounded-panel border border-line p-3 text-sm">
			<div className="flex flex-col gap-0.5">
				{sign && (
					<p className="text-pretty">
						<span className="text-muted">
							A sign of level {tierOf(sign.level)} of the skill progression map:
						</span>{' '}
						{sign.text}
					</p>
				)}
				<p className="text-pretty">
					<span className="text-muted">{sign ? 'Measured for the team:' : 'Measured:'}</span>{' '}
					<Link to={href} className="link font-semibold tabular-nums">
						{formatMetricValue(measured.share, { unit: 'share', currency: null }, locale)}
					</Link>{' '}
					<span className="text-muted">·</span> {what}
				</p>
				<p className="text-xs text-pretty text-muted">
					{measuredText(measured, locale)}
					{imports.map(({ importId, fileName }, index) => (
						<span key={importId}>
							{index === 0 ? ' · from ' : ', '}
							{mayImport ? (
								<Link to={`${root}/imports/${importId}`} className="link">
									<LongText>{fileName}</LongText>
								</Link>
							) : (
								<LongText>{fileName}</LongText>
							)}
						</span>
					))}
				</p>
			</div>
			<ul className="flex flex-col gap-2">
				{said.map(({ by, agreement, text }) => (
					<li key={by.join()} className="flex flex-col items-start gap-1">
						<span className="flex max-w-full flex-wrap items-center gap-x-2 gap-y-1">
							<span className="min-w-0 font-medium">
								{by.map((one, index) => (
									<span key={one}>
										{index > 0 && ' · '}
										<bdi>{names[one]}</bdi>
									</span>
								))}
							</span>
							<Badge tone="outline" icon={glyphs[agreement]}>
								{agreementNames[agreement]}
							</Badge>
						</span>
						<span className="max-w-prose text-pretty">{text}</span>
					</li>
				))}
			</ul>
			<p className="text-xs text-pretty text-muted">
				What is measured is there to talk about. It changes no answer and suggests none.
			</p>
		</div>
	)
}
