import { useState } from 'react'
import { Plus, Save } from 'lucide-react'
import { Form } from 'react-router'
import type { RubricProblem } from '#app/domain/framework/check-rubric-draft.ts'
import { checkFamilyDraft } from '#app/domain/framework/check-rubric-draft.ts'
import { fieldAnchor } from '#app/domain/framework/field-anchor.ts'
import { readFamilyForm } from '#app/domain/framework/read-family-form.ts'
import type { FamilyDraft } from '#app/domain/framework/rubric-draft.ts'
import { rubricLimits } from '#app/domain/framework/rubric-limits.ts'
import { Button } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { EntryFields } from './entry-fields.tsx'
import { MissingList } from './missing-list.tsx'
import { QuestionFields } from './question-fields.tsx'
import type { FamilyPage } from './read-page.server.ts'

type Props = {
	page: FamilyPage
	/** What the form begins with: what is kept, or what was typed when it could not be saved. */
	typed: FamilyDraft
	seen: string
}

/** The words of what is too much or says the same are shown in place; what is not there yet stands in the list alone. */
export function errorsOf(problems: readonly RubricProblem[], typedText: (name: string) => string) {
	return (anchor: string): string[] =>
		problems
			.filter(({ questionNumber, field }) => fieldAnchor(questionNumber, field) === anchor)
			.flatMap(({ message }) => (typedText(anchor) === '' ? [] : [message]))
}

/** A family's questions. What is missing is said while one writes; without JavaScript, once it is saved. */
export function FamilyForm({ page, typed, seen }: Props) {
	const [now, setNow] = useState(typed)
	const problems = checkFamilyDraft(now)
	const texts = textsOf(now)
	const errors = errorsOf(problems, (anchor) => texts.get(anchor) ?? '')
	const { maxQuestions } = rubricLimits
	const { locale } = page
	return (
		<Form
			method="post"
			className="stack"
			onInput={(event) => setNow(readFamilyForm(new FormData(event.currentTarget), typed))}
		>
			<input type="hidden" name="seen" value={seen} />
			{/* What the Enter key presses: the first button of a form. */}
			<button hidden name="intent" value="save" />
			<MissingList problems={problems} locale={locale} />
			<EntryFields entry={typed.entry} builtInKey={page.builtIn.entry} errors={errors} />
			{typed.questions.map((question, index) => (
				<QuestionFields
					key={question.key}
					index={index}
					count={typed.questions.length}
					question={question}
					isBuiltIn={page.builtIn.questions.some(({ key }) => key === question.key)}
					errors={errors}
					locale={locale}
				/>
			))}
			<div id="questions" tabIndex={-1} className="flex flex-wrap items-center gap-2">
				<Button name="intent" value="save" icon={Save}>
					Save
				</Button>
				{typed.questions.length < maxQuestions ? (
					<Button name="intent" value="add" variant="secondary" icon={Plus}>
						Add a question
					</Button>
				) : (
					<p className="text-sm text-muted">
						{formatNumber(maxQuestions, locale)} questions are the most: a check-in takes two minutes.
					</p>
				)}
				{page.builtIn.questions
					.filter(({ key }) => !typed.questions.some((question) => question.key === key))
					.map(({ key, text }) =>
						typed.questions.length < maxQuestions ? (
							<Button key={key} name="intent" value={`restore ${key}`} variant="quiet">
								Bring back “{text}”
							</Button>
						) : null,
					)}
			</div>
		</Form>
	)
}

/** Every text of a family by the anchor of its control. */
function textsOf({ entry, questions }: FamilyDraft): Map<string, string> {
	return new Map([
		['entry.text', entry.text],
		['entry.managerText', entry.managerText],
		['entry.hint', entry.hint],
		['entry.below', entry.below.text],
		['entry.goOn', entry.goOn.text],
		...questions.flatMap(({ text, managerText, options }, index): [string, string][] => [
			[fieldAnchor(index + 1, 'text'), text],
			[fieldAnchor(index + 1, 'managerText'), managerText],
			...options.map(({ halfSteps, text: option }): [string, string] => [
				fieldAnchor(index + 1, `option-${halfSteps}`),
				option,
			]),
		]),
	])
}
