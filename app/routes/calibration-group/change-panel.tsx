import { useEffect, useRef } from 'react'
import { Form, Link, useLocation } from 'react-router'
import { calibratedTiers } from '#app/domain/calibration/calibrated-tier.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { CalibrationHistory } from '#app/ui/calibration-history.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { formatTier } from '#app/ui/format.tsx'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { changeSearch } from '#app/ui/search.ts'
import { SelectField, TextAreaField } from '#app/ui/text-field.tsx'
import { TierBadge } from '#app/ui/tier-badge.tsx'
import type { ChangeAnswer } from './change-tier.server.ts'
import type { GroupPage } from './read-page.server.ts'

type Chosen = NonNullable<GroupPage['chosen']>
type Props = { page: GroupPage; chosen: Chosen; answer: ChangeAnswer | undefined }

/** One person of the group: what both said, what was changed before, and another tier with its reason. */
export function ChangePanel({ page, chosen, answer }: Props) {
	const { locale, timeZone, slug } = page
	const { row, history } = chosen
	const { search: query } = useLocation()
	const box = useRef<HTMLDivElement>(null)
	const { participantId } = row
	useEffect(() => box.current?.focus(), [participantId, answer])
	const tier = (value: HalfSteps | null) => <Tier value={value} locale={locale} />
	return (
		<div id="change" ref={box} tabIndex={-1} data-focus-target className="scroll-mt-4">
			<Panel
				title={<bdi>{row.name}</bdi>}
				description={`${row.teamName} · ${row.familyName}`}
				actions={
					<Link
						to={changeSearch(query, { person: null })}
						className="button"
						data-variant="quiet"
						data-size="small"
						preventScrollReset
					>
						Close
					</Link>
				}
			>
				<div className="grid gap-6 lg:grid-cols-2">
					<div className="flex min-w-0 flex-col gap-4">
						<DefinitionList
							items={[
								{ term: 'Self', value: tier(row.self) },
								{ term: row.raterName ? <bdi>{row.raterName}</bdi> : 'Manager', value: tier(row.manager) },
								{ term: 'Agreed', value: tier(row.agreed) },
								{ term: 'Last cycle', value: tier(row.last) },
							]}
						/>
						<div>
							<ButtonLink to={`/a/${slug}/check-ins/${participantId}/agreement`} size="small">
								Answers and evidence side by side
							</ButtonLink>
						</div>
						<CalibrationHistory changes={history} locale={locale} timeZone={timeZone} />
					</div>
					{row.mayChange && <ChangeForm key={participantId} page={page} chosen={chosen} answer={answer} />}
				</div>
			</Panel>
		</div>
	)
}

function ChangeForm({ page, chosen: { row }, answer }: Props) {
	const { locale, idempotencyKey } = page
	const errors = answer?.errors ?? {}
	const conflict = answer?.conflict
	const version = conflict ? conflict.version : row.version
	const now = conflict ? conflict.tier : (row.agreed ?? row.manager ?? row.self)
	return (
		<Form method="post" noValidate className="flex min-w-0 flex-col gap-4">
			<ErrorSummary
				errors={Object.entries(errors).flatMap(([field, list]) =>
					list.map((message) => ({ message, field: field || undefined })),
				)}
			/>
			{conflict && (
				<AnswerNotice tone="warning" title="This result was changed in the meantime">
					It stands at tier {formatTier(tierOf(conflict.tier), locale)} now. Nothing was overwritten: below
					stands what you chose. Saving again replaces what is there now.
				</AnswerNotice>
			)}
			<input type="hidden" name="intent" value="change" />
			<input type="hidden" name="idempotencyKey" value={idempotencyKey} />
			<input type="hidden" name="participantId" value={row.participantId} />
			<input type="hidden" name="version" value={version} readOnly />
			<SelectField
				name="tier"
				label="Tier"
				hint="The answers stay as they were agreed."
				defaultValue={answer?.values.tier ?? ''}
				errors={errors['tier']}
				options={[
					{ value: '', label: 'Choose another tier' },
					...(now === null ? [] : calibratedTiers(now))
						.filter((halfSteps) => halfSteps !== now)
						.map((halfSteps) => ({
							value: String(halfSteps),
							label: `${formatTier(tierOf(halfSteps), locale)} · ${tierNames[halfSteps]}`,
						})),
				]}
			/>
			<TextAreaField
				name="reason"
				label="Why?"
				hint="Both of the pair, HR and the managers above them read it."
				rows={3}
				maxLength={1000}
				defaultValue={answer?.values.reason}
				errors={errors['reason']}
			/>
			<div>
				<Button>Change the tier</Button>
			</div>
		</Form>
	)
}

function Tier({ value, locale }: { value: HalfSteps | null; locale: string }) {
	if (value === null) return <span className="text-muted">–</span>
	return <TierBadge halfSteps={value} tier={formatTier(tierOf(value), locale)} name={tierNames[value]} />
}
