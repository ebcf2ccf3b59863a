import { optionHalfSteps } from '#app/domain/tier/tier.ts'
import { formatTier } from '#app/ui/format.tsx'
import { OriginBadge } from '#app/ui/origin-badge.tsx'
import { TierMark } from '#app/ui/tier-badge.tsx'
import type { FamilyPage } from './read-family.server.ts'

type Props = Pick<FamilyPage, 'family' | 'tiers'> & { locale: string }

/** Questions by tiers, as in the source. One table; at phone width each question is a list of its options. */
export function SelfAssessment({ family, tiers, locale }: Props) {
	const columns = tiers.filter(({ halfSteps }) => optionHalfSteps.some((one) => one === halfSteps))
	const banded = family.questions.some(({ shareOf }) => shareOf !== undefined)
	const rule =
		family.questions.length === 3
			? 'the highest tier that two of the three answers reach'
			: 'the lower median of the answers'
	return (
		<div className="flex flex-col gap-3">
			<div
				role="region"
				aria-labelledby="self-assessment-caption"
				tabIndex={0}
				className="relative overflow-x-auto rounded-panel md:border md:border-line md:bg-panel"
			>
				<table className="w-full border-separate border-spacing-0 text-sm max-md:block md:min-w-4xl md:table-fixed">
					<caption id="self-assessment-caption" className="sr-only">
						{family.name}: what each question’s options say, by tier
					</caption>
					<thead className="max-md:sr-only">
						<tr>
							<th
								scope="col"
								className="sticky start-0 z-1 w-[19%] border-e border-b border-line bg-sunken px-4 py-3 text-start font-medium text-muted"
							>
								Question
							</th>
							{columns.map(({ halfSteps, tier, name }) => (
								<th
									key={halfSteps}
									scope="col"
									className="border-b border-line bg-sunken px-3 py-3 text-start align-top font-medium"
								>
									<span className="flex flex-wrap items-center gap-x-2 gap-y-1">
										<span className="sr-only">Tier </span>
										<TierMark halfSteps={halfSteps}>{formatTier(tier, locale)}</TierMark>
										<span className="text-muted">{name}</span>
									</span>
								</th>
							))}
						</tr>
					</thead>
					<tbody className="max-md:flex max-md:flex-col max-md:gap-4">
						{family.questions.map((question) => (
							<tr
								key={question.key}
								className="group max-md:block max-md:rounded-panel max-md:border max-md:border-line max-md:bg-panel max-md:p-4"
							>
								<th
									scope="row"
									className="text-start align-top font-normal max-md:block max-md:pb-3 md:sticky md:start-0 md:z-1 md:border-e md:border-b md:border-line md:bg-panel md:px-4 md:py-4 md:group-last:border-b-0"
								>
									<span className="block font-semibold">{question.text}</span>
									<span className="mt-1 block text-xs text-muted">
										As a manager reads it: {question.managerText}
									</span>
									{question.origin !== 'source' && (
										<span className="mt-1.5 block">
											<OriginBadge origin={question.origin} />
										</span>
									)}
								</th>
								{columns.map(({ halfSteps, tier }) => (
									<td
										key={halfSteps}
										className="align-top max-md:flex max-md:items-start max-md:gap-3 max-md:border-t max-md:border-line max-md:py-2.5 max-md:last:pb-0 md:border-b md:border-line md:px-3 md:py-4 md:group-last:border-b-0"
									>
										<span className="md:hidden">
											<span className="sr-only">Tier </span>
											<TierMark halfSteps={halfSteps}>{formatTier(tier, locale)}</TierMark>
										</span>
										<span className="min-w-0 max-md:pt-0.5">
											{question.options.find((option) => option.halfSteps === halfSteps)?.text}
										</span>
									</td>
								))}
							</tr>
						))}
					</tbody>
				</table>
			</div>
			<div className="flex max-w-prose flex-col gap-1 text-sm text-muted">
				<p>From the answers Contour suggests {rule}. That rule is ours; the source gives none.</p>
				{banded && (
					<p>
						The bands of percentages are the source’s and not seamless: where none holds your figure, or two
						do, take the option whose words fit.
					</p>
				)}
			</div>
		</div>
	)
}
