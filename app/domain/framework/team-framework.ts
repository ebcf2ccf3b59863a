import { z } from 'zod'
import { dottedKeySchema, refuseRepeatedKeys, textSchema } from './keys.ts'

export const paragraphSchema = textSchema(900)
export const lineSchema = textSchema(240)

/** Keys of the figures that a text states. */
const figureKeys = z.array(dottedKeySchema).default([])

/** Something the source says, with a key of its own, so that an assessment or a roadmap can point to it. */
export const entrySchema = z.strictObject({
	key: dottedKeySchema,
	text: paragraphSchema,
	figures: figureKeys,
})
export const namedEntrySchema = entrySchema.extend({ name: textSchema(80) })

/** What Contour adds to a source, and says so. */
export const ownTextSchema = z.strictObject({ origin: z.literal('contour'), text: paragraphSchema })

/** What a framework for teams begins with. */
export const frameworkHead = {
	version: z.int().min(1),
	title: textSchema(120),
	description: textSchema(600),
	source: z.strictObject({ title: textSchema(120), note: textSchema(600) }),
	/** Which teams Contour means it for; the source’s own scope stands in the introduction. */
	audience: ownTextSchema,
	/** That its numbers are no other framework’s. Belongs on every screen that shows some of them. */
	lensNote: ownTextSchema,
}

type OwnText = z.infer<typeof ownTextSchema>

type Headed<Key extends string> = {
	key: Key
	title: string
	version: number
	source: { title: string }
	audience: OwnText
	lensNote: OwnText
}

/** What every page of a framework needs around its content, in the account whose page it is. */
export function framePage<Key extends string>(
	{ slug, locale }: { slug: string; locale: string },
	{ key, title, version, source, audience, lensNote }: Headed<Key>,
) {
	return { slug, locale, framework: { key, title, version, audience, lensNote }, sourceTitle: source.title }
}

type Path = (string | number)[]
type Found = { key: string; path: Path }

/** Every key, and every mention of a figure, below a value. The records at the top are figures, not mentions. */
function collect(value: unknown, path: Path, keys: Found[], mentions: Found[]): void {
	if (typeof value !== 'object' || value === null) return
	for (const [name, child] of Object.entries(value)) {
		const at = [...path, Array.isArray(value) ? Number(name) : name]
		if (name === 'key' && typeof child === 'string') keys.push({ key: child, path: at })
		else if (name === 'figure' && typeof child === 'string') mentions.push({ key: child, path: at })
		else if (name === 'figures' && path.length > 0 && Array.isArray(child)) {
			child.forEach((key, index) => mentions.push({ key: String(key), path: [...at, index] }))
		} else collect(child, at, keys, mentions)
	}
}

/** No key twice in a framework; every figure that a text mentions is there, and none is there without a mention. */
export function checkFramework(
	framework: { figures: readonly { key: string }[] },
	context: z.RefinementCtx,
): void {
	const keys: Found[] = []
	const mentions: Found[] = []
	collect(framework, [], keys, mentions)
	refuseRepeatedKeys(context, keys)
	const known = new Set(framework.figures.map(({ key }) => key))
	for (const { key, path } of mentions) {
		if (!known.has(key)) context.addIssue({ code: 'custom', path, message: `there is no figure "${key}"` })
	}
	const stated = new Set(mentions.map(({ key }) => key))
	framework.figures.forEach(({ key }, index) => {
		if (!stated.has(key)) {
			context.addIssue({
				code: 'custom',
				path: ['figures', index, 'key'],
				message: `no text states the figure "${key}"`,
			})
		}
	})
}

/** Adds an issue where numbered steps are not 1 to `last`, each once and in order. */
export function checkSteps(
	found: readonly number[],
	last: number,
	{ context, path, noun }: { context: z.RefinementCtx; path: Path; noun: string },
): void {
	const expected = Array.from({ length: last }, (_, index) => index + 1)
	if (found.join() !== expected.join()) {
		context.addIssue({
			code: 'custom',
			path,
			message: `needs the ${noun} ${expected.join(', ')}, in this order`,
		})
	}
}
