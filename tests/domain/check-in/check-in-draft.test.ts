import { describe, expect, it } from 'vitest'
import {
	agreementDraftSchema,
	checkInDraftSchema,
	checkInLimits,
} from '#app/domain/check-in/check-in-draft.ts'
import { evidenceLink } from '#app/domain/check-in/evidence-link.ts'
import { settleMessages, settleTier } from '#app/domain/check-in/settle-tier.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'

describe('evidence links', () => {
	it.each([
		['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
		['http://intranet/page', 'http://intranet/page'],
		['  https://example.com  ', 'https://example.com/'],
		['example.com/pull/7', 'https://example.com/pull/7'],
		['docs.example.com:8080/x', 'https://docs.example.com:8080/x'],
		['HTTPS://EXAMPLE.COM', 'https://example.com/'],
		['https://例え.jp/文', 'https://xn--r8jz45g.jp/%E6%96%87'],
	])('takes %j', (text, stored) => {
		expect(evidenceLink(text)).toBe(stored)
	})

	it.each([
		'javascript:alert(1)',
		'JaVaScRiPt:alert(1)',
		' \tjavascript:alert(1)',
		'java\nscript:alert(1)',
		'java\tscript:alert(1)',
		'\u0001javascript:alert(1)',
		'javascript.x:alert(1)',
		'javascript://example.com/%0aalert(1)',
		'data:text/html,<script>alert(1)</script>',
		'vbscript:x',
		'file:///etc/passwd',
		'blob:https://example.com/1',
		'//example.com',
		'https://',
		'http:// space',
		'https://user:secret@example.com',
		'see the wiki',
		'',
	])('refuses %j', (text) => {
		expect(evidenceLink(text)).toBeNull()
	})
})

const empty = { usesAi: undefined, answers: [], tier: undefined, tierReason: undefined, note: undefined }
const messagesOf = (input: unknown) => {
	const parsed = checkInDraftSchema.safeParse(input)
	return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('a draft', () => {
	it('may be empty', () => {
		expect(checkInDraftSchema.parse(empty)).toEqual({
			usesAi: null,
			answers: [],
			tier: null,
			tierReason: null,
			whatChanged: null,
			note: null,
		})
	})

	it('takes texts of every script to the limit, and says by how much one is too long', () => {
		const texts = ['שלום עולם', '👩🏽‍💻🎉', 'a'.repeat(checkInLimits.note), '😀'.repeat(checkInLimits.note)]
		for (const note of texts) expect(checkInDraftSchema.parse({ ...empty, note }).note).toBe(note)
		expect(messagesOf({ ...empty, note: '😀'.repeat(checkInLimits.note + 12) })).toEqual([
			'note: This takes 4000 characters at most and has 4012. Shorten it by 12.',
		])
	})

	it('makes line ends one kind and blank texts none', () => {
		expect(checkInDraftSchema.parse({ ...empty, note: ' a\r\nb\rc ', tierReason: ' \n ' })).toMatchObject({
			note: 'a\nb\nc',
			tierReason: null,
		})
	})

	it('refuses a bad link in its place, unknown fields, NUL, and answers that no option has', () => {
		const answer = { questionKey: 'sales.a', halfSteps: 3, evidenceUrl: 'javascript:1', evidenceNote: '' }
		expect(messagesOf({ ...empty, answers: [answer] })).toEqual([
			'answers.0.evidenceUrl: A link starts with https:// or http://.',
		])
		expect(messagesOf({ ...empty, submittedAt: 'now' })).toHaveLength(1)
		expect(messagesOf({ ...empty, note: 'a\0b' })).toHaveLength(1)
		for (const halfSteps of [0, 1, 7, 2.5, '3']) {
			expect(messagesOf({ ...empty, answers: [{ questionKey: 'sales.a', halfSteps }] })).toHaveLength(1)
		}
		expect(
			messagesOf({ ...empty, answers: Array.from({ length: 8 }, () => ({ questionKey: 'sales.a' })) }),
		).toHaveLength(1)
		expect(agreementDraftSchema.safeParse({ usesAi: true, answers: [], note: 'x' }).success).toBe(false)
	})
})

describe('what may be sent or agreed', () => {
	const keys = ['sales.a', 'sales.b', 'sales.c']
	const draft = (
		answers: (HalfSteps | null)[],
		tier: HalfSteps | null,
		tierReason: string | null = null,
	) => ({
		usesAi: true as boolean | null,
		answers: answers.map((halfSteps, index) => ({ questionKey: keys[index] ?? '', halfSteps })),
		tier,
		tierReason,
	})

	it('takes the suggestion where no tier is chosen', () => {
		expect(settleTier(draft([2, 4, 3], null), keys)).toEqual({
			ok: true,
			settled: {
				usesAi: true,
				answers: [
					{ questionKey: 'sales.a', halfSteps: 2 },
					{ questionKey: 'sales.b', halfSteps: 4 },
					{ questionKey: 'sales.c', halfSteps: 3 },
				],
				suggestedTier: 3,
				tier: 3,
				tierReason: null,
			},
		})
	})

	it('asks for a reason exactly where the tier is neither suggested nor offered, in every set and tier', () => {
		const options = [2, 3, 4, 5, 6] as const
		for (const a of options)
			for (const b of options)
				for (const c of options)
					for (const tier of options) {
						const sorted = [a, b, c].sort((x, y) => x - y)
						const [, median = 0, highest = 0] = sorted
						const offered = tier === median || (highest - median >= 2 && tier === median + 1)
						const bare = settleTier(draft([a, b, c], tier), keys)
						if (offered) expect(bare.ok, `${sorted} ${tier}`).toBe(true)
						else
							expect(bare, `${sorted} ${tier}`).toEqual({
								ok: false,
								issues: [{ at: 'tierReason', message: settleMessages.tierReason }],
							})
						const reasoned = settleTier(draft([a, b, c], tier, 'because'), keys)
						expect(reasoned).toMatchObject({
							ok: true,
							settled: { tier, tierReason: offered ? null : 'because' },
						})
					}
	})

	it('names every question that is missing', () => {
		const result = settleTier(draft([2, null, null], null), keys)
		expect(result).toEqual({
			ok: false,
			issues: ['sales.b', 'sales.c'].map((questionKey) => ({
				at: 'answer',
				questionKey,
				message: settleMessages.answer,
			})),
		})
		expect(settleTier({ ...draft([2, 2, 2], null), usesAi: null }, keys)).toMatchObject({
			issues: [{ at: 'usesAi' }],
		})
	})

	it('lets the entry question alone decide tier 0.5', () => {
		const none = { usesAi: false, answers: [], tier: null, tierReason: null }
		expect(settleTier(none, keys)).toMatchObject({
			ok: true,
			settled: {
				tier: 1,
				suggestedTier: 1,
				answers: keys.map((questionKey) => ({ questionKey, halfSteps: 1 })),
			},
		})
		expect(settleTier({ ...draft([6, 6, 6], null), usesAi: false }, keys)).toMatchObject({
			settled: { tier: 1 },
		})
		expect(settleTier({ ...none, tier: 4, tierReason: 'no' }, keys)).toMatchObject({
			issues: [{ at: 'tier' }],
		})
		expect(settleTier(draft([2, 2, 2], 1, 'no'), keys)).toMatchObject({ issues: [{ at: 'tier' }] })
	})
})
