import { expect, test } from 'vitest'
import { cleanCell, nameKey } from '#app/domain/roster/clean-cell.ts'

test.each([
	['👩\u200d🚀 Zoë 🏳️\u200d🌈', '👩\u200d🚀 Zoë 🏳️\u200d🌈'],
	['علی\u200cرضا', 'علی\u200cرضا'],
	['ශ්\u200dරී', 'ශ්\u200dරී'],
	['Anna\u200d Maria', 'Anna Maria'],
	['\u200cAnna\u200bMaria\u200d', 'Anna Maria'],
	['\ufeffAnna\u00a0 Maria ', 'Anna Maria'],
])('joiners stay where they join, and blanks nobody sees go: %j', (cell, cleaned) => {
	expect(cleanCell(cell)).toBe(cleaned)
	expect(cleanCell(cleaned)).toBe(cleaned)
})

test('a name is the same with its joiners and without', () => {
	expect(nameKey('علی\u200cرضا')).toBe(nameKey('علیرضا'))
	expect(nameKey('علی\u200cرضا')).not.toBe(nameKey('علی'))
})
