import { ChevronRight, Trash2 } from 'lucide-react'
import { Form, Link } from 'react-router'
import { rubricLimits } from '#app/domain/framework/rubric-limits.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Confirm } from '#app/ui/confirm.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import { OriginBadge } from '#app/ui/origin-badge.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { DraftPage } from './read-page.server.ts'

/** The families of the draft, each with a page on which its questions are edited. */
export function FamilyRows({ page: { families, locale }, root }: { page: DraftPage; root: string }) {
	const { minQuestions, maxQuestions } = rubricLimits
	const count = (value: number) => formatNumber(value, locale)
	return (
		<Panel
			title="Families"
			description={`${minQuestions} to ${maxQuestions} questions each, after the one that decides about tier 0.5. Built-in families stay.`}
			padding="flush"
		>
			<ul className="divide-y divide-line border-t border-line">
				{families.map((family) => (
					<li key={family.key} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-4 sm:px-6">
						<div className="min-w-0 flex-1 basis-52">
							<h3 className="text-base">
								<Link to={`${root}/${family.key}`} className="link inline-flex items-center gap-1">
									<LongText>{family.name}</LongText>
									<ChevronRight aria-hidden className="size-4 shrink-0 rtl:-scale-x-100" />
								</Link>
							</h3>
							<p className="mt-0.5 text-sm text-muted">
								{count(family.questions)} {family.questions === 1 ? 'question' : 'questions'}
								{family.own > 0 && `, ${count(family.own)} in your words`}
							</p>
						</div>
						{family.missing > 0 && <Badge tone="late">{count(family.missing)} missing</Badge>}
						{!family.isBuiltIn && <OriginBadge origin="account" />}
						{!family.isBuiltIn && (
							<Confirm
								label={
									<>
										Remove<span className="sr-only"> {family.name}</span>
									</>
								}
								icon={Trash2}
								size="small"
								text={`${family.name} and its ${count(family.questions)} ${family.questions === 1 ? 'question' : 'questions'} go from this draft. The role family and its people stay; new cycles do not ask them.`}
							>
								<Form method="post">
									<input type="hidden" name="familyKey" value={family.key} />
									<Button name="intent" value="remove-family" variant="danger" size="small">
										Remove it
									</Button>
								</Form>
							</Confirm>
						)}
					</li>
				))}
			</ul>
		</Panel>
	)
}
