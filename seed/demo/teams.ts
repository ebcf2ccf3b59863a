import type { FamilyKey } from './organization.ts'

export type SampleTeam = {
	key: string
	name: string
	parentKey: string | null
	/** Head counts by family at the first quarter; null: work outside the assessed families. */
	people: { familyKey: FamilyKey | null; count: number; titles: readonly string[] }[]
	/** Where the team starts and how it moves: mean half-steps at the first quarter, chance of a half-step a quarter. */
	start: number
	pace: number
}

const engineers = ['Software engineer', 'Senior software engineer', 'Staff engineer']
const designers = ['Product designer', 'Senior product designer']
const marketers = ['Marketing manager', 'Content strategist', 'Campaign manager']
const supporters = ['Support specialist', 'Senior support specialist', 'Conversation analyst']
const sellers = ['Account executive', 'Sales development representative', 'Account manager']

const team = (
	parentKey: string | null,
	key: string,
	name: string,
	start: number,
	pace: number,
	...people: SampleTeam['people']
): SampleTeam => ({ key, name, parentKey, people, start, pace })

const of = (familyKey: FamilyKey | null, count: number, titles: readonly string[]) => ({
	familyKey,
	count,
	titles,
})

/**
 * Five departments with their teams; one stands still, one runs ahead. Some teams hold people of another family, enough of
 * them for the privacy rule to show both. Only the few engineers of marketing and sales are hidden from who sees no
 * individuals, and nobody else for their sake: two small groups of one family hide each other.
 */
export const sampleTeams: readonly SampleTeam[] = [
	team(null, 'engineering', 'Engineering', 3.4, 0.3),
	team('engineering', 'platform', 'Platform', 3.4, 0.4, of('engineering', 14, engineers)),
	team('engineering', 'payments', 'Payments', 3, 0.32, of('engineering', 11, engineers)),
	team(
		'engineering',
		'mobile',
		'Mobile',
		2.8,
		0.3,
		of('engineering', 11, engineers),
		of('design', 8, designers),
	),
	team(
		'engineering',
		'data',
		'Data',
		3.8,
		0.4,
		of('engineering', 10, ['Data engineer', 'Senior data engineer']),
	),
	team(
		'engineering',
		'developer-experience',
		'Developer experience',
		4.2,
		0.45,
		of('engineering', 9, engineers),
	),
	team('engineering', 'integrations', 'Integrations', 2.2, 0.04, of('engineering', 12, engineers)),

	team(null, 'design', 'Design', 2.8, 0.3),
	team('design', 'product-design', 'Product design', 2.8, 0.34, of('design', 13, designers)),
	team(
		'design',
		'brand-design',
		'Brand design',
		2.4,
		0.3,
		of('design', 8, ['Brand designer', 'Art director']),
	),
	team(
		'design',
		'design-systems',
		'Design systems',
		3.4,
		0.35,
		of('design', 7, ['Design systems designer']),
		of('engineering', 8, engineers),
	),

	team(null, 'marketing', 'Marketing', 2.6, 0.3),
	team('marketing', 'content', 'Content', 3, 0.4, of('marketing', 12, ['Content strategist', 'Editor'])),
	team(
		'marketing',
		'growth',
		'Growth',
		3.2,
		0.35,
		of('marketing', 10, ['Growth manager', 'Campaign manager']),
		of('engineering', 5, ['Web engineer']),
	),
	team(
		'marketing',
		'brand-communications',
		'Brand and communications',
		2.2,
		0.2,
		of('marketing', 8, marketers),
	),
	team('marketing', 'field-marketing', 'Field marketing', 1.8, 0.2, of('marketing', 9, marketers)),

	team(null, 'customer-service', 'Customer service', 3, 0.3),
	team('customer-service', 'support-emea', 'Support EMEA', 3, 0.35, of('customer-service', 17, supporters)),
	team(
		'customer-service',
		'support-americas',
		'Support Americas',
		2.6,
		0.3,
		of('customer-service', 15, supporters),
	),
	team('customer-service', 'support-apac', 'Support APAC', 2.4, 0.25, of('customer-service', 13, supporters)),
	team(
		'customer-service',
		'knowledge-quality',
		'Knowledge and quality',
		4,
		0.4,
		of('customer-service', 9, ['Knowledge manager', 'Quality lead']),
	),

	team(null, 'sales', 'Sales', 2, 0.25),
	team('sales', 'sales-dach', 'Sales DACH', 2, 0.25, of('sales', 12, sellers)),
	team('sales', 'sales-uk-nordics', 'Sales UK and Nordics', 2.2, 0.3, of('sales', 12, sellers)),
	team('sales', 'sales-americas', 'Sales Americas', 1.8, 0.22, of('sales', 11, sellers)),
	team(
		'sales',
		'sales-operations',
		'Sales operations',
		3,
		0.3,
		of('sales', 7, ['Sales operations manager']),
		of('engineering', 5, ['Sales engineer']),
	),

	team(
		null,
		'people-finance',
		'People and finance',
		2,
		0,
		of(null, 6, ['People partner', 'Controller', 'Recruiter']),
	),
]
