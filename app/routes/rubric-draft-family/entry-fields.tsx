import { RotateCcw } from 'lucide-react'
import { entryName } from '#app/domain/framework/read-family-form.ts'
import type { FamilyDraft } from '#app/domain/framework/rubric-draft.ts'
import { longestDraftText, rubricLengths } from '#app/domain/framework/rubric-limits.ts'
import { Button } from '#app/ui/button.tsx'
import { OriginBadge } from '#app/ui/origin-badge.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField } from '#app/ui/text-field.tsx'

type Props = {
	entry: FamilyDraft['entry']
	/** Its key where it is built in, and can be put back. */
	builtInKey: string | null
	errors: (anchor: string) => string[]
}

/** The question that comes before the others and alone decides about tier 0.5. */
export function EntryFields({ entry, builtInKey, errors }: Props) {
	const field = (name: Parameters<typeof entryName>[0], text: string) => ({
		name: entryName(name),
		rows: 2,
		dir: 'auto',
		maxLength: longestDraftText,
		defaultValue: text,
		errors: errors(entryName(name)),
	})
	return (
		<Panel
			title="First: whether AI is in use"
			description="It alone decides about tier 0.5, for which the source has no option."
			actions={<OriginBadge origin={entry.origin} />}
			footer={
				builtInKey !== null && entry.origin === 'account' ? (
					<Button name="intent" value={`restore ${builtInKey}`} variant="quiet" size="small" icon={RotateCcw}>
						Put back the built-in words<span className="sr-only"> of the first question</span>
					</Button>
				) : undefined
			}
		>
			<div className="grid gap-x-6 gap-y-5 *:min-w-0 sm:grid-cols-2">
				<TextAreaField {...field('text', entry.text)} label="Question" />
				<TextAreaField {...field('managerText', entry.managerText)} label="As a manager reads it" />
				<div className="sm:col-span-2">
					<TextAreaField
						{...field('hint', entry.hint)}
						label="What counts as use"
						hint={`For example what people of this family do with it. Up to ${rubricLengths.hint} characters.`}
					/>
				</div>
				<TextAreaField {...field('below', entry.below.text)} label="Answer that means tier 0.5" />
				<TextAreaField {...field('goOn', entry.goOn.text)} label="Answer that leads to the questions" />
			</div>
		</Panel>
	)
}
