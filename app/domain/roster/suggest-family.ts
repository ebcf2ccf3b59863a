import { nameKey, wordsOf } from './clean-cell.ts'

export type FamilyChoice = { key: string; name: string }

/** Words of department names, English, German, French, that point to a built-in role family. */
const familyWords: Record<string, RegExp> = {
	engineering:
		/\b(engineering|engineers?|software|developers?|development|r and d|devops|sre|platform|infrastructure|backend|frontend|qa|quality assurance|technology|\w*entwicklung|ingenierie|developpement|technique)\b/,
	marketing:
		/\b(\w*marketing|brand|growth|communications?|content|demand generation|public relations|pr|kommunikation|marke|communication)\b/,
	'customer-service':
		/\b(customer (service|support|care|success|experience)|support|service desk|help ?desk|call ?center|contact ?center|kundenservice|kundendienst|kundenbetreuung|kundensupport|service client|relation client|support client)\b/,
	sales:
		/\b(sales|account (management|executives?)|business development|revenue|\w*vertrieb|\w*verkauf|ventes?|commercial|commerciaux)\b/,
	design: /\b(\w*design|designers?|ux|ui|creative|user research|gestaltung|kreation|conception)\b/,
}

/** Functions outside the assessed families whose names share a word with one of them. */
const elsewhere =
	/\b(business development representatives? training|hr|human resources|people|talent|learning and development|training and development|organi[sz]ational development|(personal|organisations|geschafts|unternehmens)entwicklung|finance|legal|real estate|facilities|it support|it service desk)\b/

/**
 * The family that a department's name points to: that of the same name, else the built-in one whose words it uses.
 *
 * @returns the family's key, or null where none fits or several do: that is for a person to decide
 */
export function suggestFamily(department: string, families: readonly FamilyChoice[]): string | null {
	const key = nameKey(department)
	const same = families.find((family) => nameKey(family.name) === key || family.key === key)
	if (same) return same.key
	const words = wordsOf(department)
	if (elsewhere.test(words)) return null
	const fitting = families.filter(
		(family) => Object.hasOwn(familyWords, family.key) && familyWords[family.key]?.test(words),
	)
	const own = families.filter(
		(family) => !Object.hasOwn(familyWords, family.key) && ` ${words} `.includes(` ${wordsOf(family.name)} `),
	)
	const all = [...own, ...fitting]
	return all.length === 1 ? (all[0]?.key ?? null) : null
}
