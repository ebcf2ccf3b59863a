import { wordsOf } from './clean-cell.ts'
import type { GuessedField } from './header-words.ts'
import { headerWords } from './header-words.ts'

export type FieldGuess = {
	field: GuessedField
	/** 0 for the header that fits the field best; smaller wins where several columns fit. */
	rank: number
}

const byWords = new Map<string, FieldGuess>()
for (const [field, headers] of Object.entries(headerWords) as [GuessedField, readonly string[]][]) {
	headers.forEach((words, rank) => {
		if (!byWords.has(words)) byWords.set(words, { field, rank })
	})
}

/** Words that only say more about a column: 'Manager - Full Name' has them, 'Employee ID (Current)' too. */
const remarks =
	/\b(current|primary|effective|as of today|at report date|optional|required|mandatory|pflichtfeld|requis)\b/g

/** What a header means, by itself; null when it is not known. */
export function guessField(header: string): FieldGuess | null {
	const words = wordsOf(header)
	if (words === '') return null
	const plain = words.replace(remarks, ' ').replace(/\s+/g, ' ').trim()
	return byWords.get(words) ?? byWords.get(plain) ?? null
}
