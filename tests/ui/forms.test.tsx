import { describe, expect, test } from 'vitest'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { RadioCards } from '#app/ui/radio-cards.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import { attribute, elements, renderAt, textOf } from './render.tsx'

const idsOf = (html: string) => [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1])

describe('a field', () => {
	test('ties label, hint and error to its control', async () => {
		const html = await renderAt(
			<TextField
				name="email"
				type="email"
				label="Work e-mail"
				hint="Where we write to"
				errors={['Not one']}
			/>,
		)
		const input = /<input([^>]*)>/.exec(html)?.[1] ?? ''
		expect(attribute(input, 'id')).toBe('email')
		expect(attribute(input, 'type')).toBe('email')
		expect(attribute(input, 'aria-invalid')).toBe('true')
		expect(attribute(input, 'aria-describedby')).toBe('email-error email-description')
		for (const id of ['email-error', 'email-description']) expect(idsOf(html)).toContain(id)
		expect(attribute(elements(html, 'label')[0]?.attributes ?? '', 'for')).toBe('email')
	})

	test('without hint and error refers to nothing', async () => {
		const html = await renderAt(
			<SelectField name="team" label="Team" options={[{ value: '', label: 'Any' }]} />,
		)
		expect(html).not.toContain('aria-describedby')
		expect(html).not.toContain('aria-invalid')
	})
})

describe('radio cards', () => {
	const options = [
		{ value: '2', title: 'AI-Assisted', text: 'Small pieces', next: { label: 'Next:', text: 'Whole tasks' } },
		{ value: '3', title: 'AI-Building', text: 'Whole tasks' },
	]

	test('check the one default, and each card is labelled and described', async () => {
		const html = await renderAt(<RadioCards name="q1" legend="How?" options={options} defaultValue="3" />)
		const inputs = [...html.matchAll(/<input([^>]*)>/g)].map((match) => match[1] ?? '')
		expect(inputs.map((input) => /\schecked=""/.test(input))).toEqual([false, true])
		expect(inputs.map((input) => attribute(input, 'aria-describedby'))).toEqual([
			'q1-2-text q1-2-next',
			'q1-3-text',
		])
		const ids = idsOf(html)
		expect(new Set(ids).size).toBe(ids.length)
		for (const input of inputs) expect(ids).toContain(attribute(input, 'aria-labelledby'))
	})

	test('check nothing without a default, and say what is wrong in place', async () => {
		const html = await renderAt(
			<RadioCards name="q1" legend="How?" options={options} errors={['Choose an answer']} />,
		)
		expect(html).not.toContain('checked=""')
		expect(attribute(elements(html, 'fieldset')[0]?.attributes ?? '', 'aria-describedby')).toBe('q1-error')
		expect(textOf(html)).toContain('Choose an answer')
	})
})

describe('the error summary', () => {
	test('is absent without errors', async () => {
		expect(await renderAt(<ErrorSummary errors={[]} />)).toBe('')
	})

	test('takes the focus without JavaScript and leads to each field', async () => {
		const html = await renderAt(
			<ErrorSummary
				errors={[{ message: 'Choose an answer', field: 'q1' }, { message: 'Try again later' }]}
			/>,
		)
		expect(html).toMatch(/<div[^>]*role="alert"[^>]*tabindex="-1"[^>]*autofocus=""/i)
		expect(elements(html, 'a').map(({ attributes }) => attribute(attributes, 'href'))).toEqual(['#q1'])
		expect(textOf(html)).toContain('Try again later')
	})
})
