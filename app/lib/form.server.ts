import { randomUUID } from 'node:crypto'
import type { Submission } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { z } from 'zod'
import { refuse } from './http.server.ts'

/** Far above what any field takes: each schema has limits of its own, with words of their own. */
const longestText = 100_000

const texts = {
	control: 'A field holds characters that cannot be stored. Type it again, without pasting.',
	long: 'A field holds far more text than fits. Shorten it and send it again.',
}

/**
 * Reads a posted form against a schema. Text that no table could store comes back as an error of the form, not as a
 * failure.
 *
 * @throws the answer 400 for a body that is no form at all
 */
export async function parseForm<Schema extends z.ZodType>(
	request: Request,
	schema: Schema,
): Promise<Submission<z.input<Schema>, string[], z.output<Schema>>> {
	return parseFormData(await readForm(request), schema)
}

/** The fields of a posted form, for a route that reads an intent before it knows the schema. */
export async function readForm(request: Request): Promise<FormData> {
	try {
		return await request.formData()
	} catch {
		throw refuse('invalid')
	}
}

export function parseFormData<Schema extends z.ZodType>(
	form: FormData,
	schema: Schema,
): Submission<z.input<Schema>, string[], z.output<Schema>> {
	const wrong = findUnstorable(form)
	if (!wrong) return parseWithZod(form, { schema })
	const clean = new FormData()
	for (const [name, value] of form) {
		if (typeof value !== 'string') clean.append(name, value)
		else if (!name.includes('\0')) clean.append(name, value.replaceAll('\0', '').slice(0, longestText))
	}
	const refused = z.custom<z.output<Schema>>(() => false, wrong) as unknown as Schema
	return parseWithZod(clean, { schema: refused })
}

function findUnstorable(form: FormData): string | undefined {
	for (const [name, value] of form) {
		if (name.includes('\0') || (typeof value === 'string' && value.includes('\0'))) return texts.control
		if (typeof value === 'string' && value.length > longestText) return texts.long
	}
	return undefined
}

/** The first of a submission's errors, for a form that has one place to say it. */
export const firstError = (errors: Record<string, string[] | null> | null): string =>
	Object.values(errors ?? {}).flatMap((texts) => texts ?? [])[0] ?? 'Some of it is missing.'

/** For the hidden field `idempotencyKey` of a form: made by the loader, one for each time the form is shown. */
export function newIdempotencyKey(): string {
	return randomUUID()
}

/** The schema of that field. */
export const idempotencyKey = z
	.string()
	.regex(/^[\w-]{8,64}$/, 'This form is out of date. Load the page again.')

/** The schema of the hidden field `version` of an editable row. */
export const rowVersion = z.coerce.number().int().min(1).max(2_147_483_647)
