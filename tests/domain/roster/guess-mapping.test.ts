import { describe, expect, test } from 'vitest'
import { guessMapping, guessTeamSeparator } from '#app/domain/roster/guess-mapping.ts'
import { findHeader, sampleValues } from '#app/domain/roster/roster-file.ts'
import type { RosterField } from '#app/domain/roster/roster-mapping.ts'
import { mappingProblems } from '#app/domain/roster/roster-mapping.ts'
import { suggestFamily } from '#app/domain/roster/suggest-family.ts'
import { builtInFamilies, fileOf, mappingOf } from './roster-fixtures.ts'

/** Headers by the field that was guessed for them. */
function guessed(text: string): Partial<Record<RosterField, string>> {
	const file = fileOf(text)
	const { columns } = guessMapping(file)
	return Object.fromEntries(Object.entries(columns).map(([field, column]) => [field, file.header[column]]))
}

describe('headers of common HR systems', () => {
	test('Workday', () => {
		expect(
			guessed(
				`Employee ID | Worker | Business Title | Supervisory Organization | Cost Center | Email - Primary Work | Worker's Manager | Hire Date | Termination Date
				 1001 | Ada Bell | Engineer | Platform | CC-1 | ada@x.test | Bo Chen | 01/15/2020 |`,
			),
		).toEqual({
			externalId: 'Employee ID',
			name: 'Worker',
			jobTitle: 'Business Title',
			team: 'Supervisory Organization',
			department: 'Cost Center',
			email: 'Email - Primary Work',
			managerName: "Worker's Manager",
			startedOn: 'Hire Date',
			leftOn: 'Termination Date',
		})
	})

	test('BambooHR: the manager column holds names', () => {
		expect(
			guessed(
				`Employee # | First Name | Last Name | Work Email | Job Title | Department | Division | Reporting to | Hire Date
				 7 | Ada | Bell | ada@x.test | Engineer | Engineering | Product | Bo Chen | 2020-01-15`,
			),
		).toEqual({
			externalId: 'Employee #',
			firstName: 'First Name',
			lastName: 'Last Name',
			email: 'Work Email',
			jobTitle: 'Job Title',
			department: 'Department',
			team: 'Department',
			managerName: 'Reporting to',
			startedOn: 'Hire Date',
		})
	})

	test('Personio and HiBob: the manager column holds e-mails', () => {
		expect(
			guessed(
				`First name | Last name | Email | Position | Department | Team | Supervisor | Supervisor email | Hire date | Last day of work
				 Ada | Bell | ada@x.test | Engineer | Engineering | Platform | Bo Chen | bo@x.test | 15.01.2020 |`,
			),
		).toMatchObject({
			managerEmail: 'Supervisor email',
			managerName: 'Supervisor',
			team: 'Team',
			department: 'Department',
			leftOn: 'Last day of work',
		})
		expect(
			guessed(`Display name | Email | Reports to | Site\nAda Bell | ada@x.test | bo@x.test | Porto`),
		).toEqual({ name: 'Display name', email: 'Email', managerEmail: 'Reports to' })
	})

	test('SAP SuccessFactors, ADP, Rippling and UKG', () => {
		expect(
			guessed(`USERID | FIRSTNAME | LASTNAME | EMAIL | MANAGER | DEPARTMENT | TITLE | HIREDATE
			 a1 | Ada | Bell | ada@x.test | b2 | Engineering | Engineer | 2020-01-15
			 b2 | Bo | Chen | bo@x.test | | Engineering | Lead | 2019-01-15`),
		).toMatchObject({ externalId: 'USERID', firstName: 'FIRSTNAME', managerExternalId: 'MANAGER' })
		expect(
			guessed(`Associate ID | Legal Name | Home Department | Job Title | Reports To Name | Reports To Associate ID | Hire Date
			 A1 | Bell, Ada | Engineering | Engineer | Chen, Bo | B2 | 01/15/2020`),
		).toMatchObject({
			externalId: 'Associate ID',
			name: 'Legal Name',
			department: 'Home Department',
			managerName: 'Reports To Name',
			managerExternalId: 'Reports To Associate ID',
		})
		expect(
			guessed(`Employee | Work email | Manager | Manager email | Title | Department | Start date | End date
			 Ada Bell | ada@x.test | Bo Chen | bo@x.test | Engineer | Engineering | 2020-01-15 |`),
		).toMatchObject({
			name: 'Employee',
			email: 'Work email',
			managerEmail: 'Manager email',
			leftOn: 'End date',
		})
		expect(
			guessed(`Employee Number | Employee Name | Supervisor Name | Supervisor Employee Number | Job | Last Hire Date
			 1 | Ada Bell | Bo Chen | 2 | Engineer | 01/15/2020`),
		).toMatchObject({ externalId: 'Employee Number', managerExternalId: 'Supervisor Employee Number' })
	})

	test('German and French', () => {
		expect(
			guessed(`Personalnummer | Vorname | Nachname | E-Mail | Stellenbezeichnung | Abteilung | Vorgesetzter | Eintrittsdatum | Austrittsdatum
			 1 | Jörg | Groß | j@x.test | Entwickler | Entwicklung | Mia Öz | 15.01.2020 |`),
		).toEqual({
			externalId: 'Personalnummer',
			firstName: 'Vorname',
			lastName: 'Nachname',
			email: 'E-Mail',
			jobTitle: 'Stellenbezeichnung',
			department: 'Abteilung',
			team: 'Abteilung',
			managerName: 'Vorgesetzter',
			startedOn: 'Eintrittsdatum',
			leftOn: 'Austrittsdatum',
		})
		expect(
			guessed(`Matricule | Prénom | Nom | Adresse e-mail | Intitulé du poste | Service | Équipe | Supérieur hiérarchique | Date d'embauche
			 1 | Zoé | Petit | z@x.test | Vendeuse | Ventes | Nord | Luc Roy | 15/01/2020`),
		).toMatchObject({
			externalId: 'Matricule',
			firstName: 'Prénom',
			lastName: 'Nom',
			department: 'Service',
			team: 'Équipe',
			managerName: 'Supérieur hiérarchique',
			startedOn: "Date d'embauche",
		})
		expect(guessed(`Nom | Email\nZoé Petit | z@x.test`)).toEqual({ name: 'Nom', email: 'Email' })
	})
})

test('locations and the like are kept as attributes, what is unknown is not', () => {
	const file = fileOf(`Name | Location | Salary | Country | Location\nAda | Porto | 1 | PT | HQ`)
	expect(guessMapping(file).attributes.map((column) => file.header[column])).toEqual([
		'Location',
		'Country',
		'Location (2)',
	])
})

test('the header is found below the title of a report', () => {
	const file = findHeader([
		{ row: 1, cells: ['Active workers', '', ''] },
		{ row: 2, cells: ['Run by', 'HR', ''] },
		{ row: 4, cells: ['Employee ID', 'Full Name', ''] },
		{ row: 5, cells: ['1', 'Ada', ''] },
	])
	expect(file?.header).toEqual(['Employee ID', 'Full Name'])
	expect([...(file?.rows ?? [])]).toEqual([{ row: 5, cells: ['1', 'Ada', ''] }])
	expect(findHeader([])).toBeNull()
})

test('headers nobody knows are still headers, and blank ones are named by their letter', () => {
	const file = fileOf(`foo | | bar\n1 | 2 | 3\n1 | 4 | 5`)
	expect(file.header).toEqual(['foo', 'Column B', 'bar'])
	expect(sampleValues(file, 0)).toEqual(['1'])
	expect(sampleValues(file, 1)).toEqual(['2', '4'])
	expect(mappingProblems(guessMapping(file), 3)).toEqual([
		'Choose the column with the name, or those with first and last name.',
	])
})

test('a mapping that cannot work is refused with the reason', () => {
	const columns = { name: 0, parentTeam: 1 }
	expect(mappingProblems(mappingOf({ columns }), 2)).toHaveLength(1)
	expect(mappingProblems(mappingOf({ columns: { ...columns, team: 2 } }), 3)).toEqual([])
	expect(
		mappingProblems(mappingOf({ columns: { ...columns, team: 2 }, teamSeparator: '/' }), 3),
	).toHaveLength(1)
	expect(mappingProblems(mappingOf({ columns: { name: 9 } }), 3)).toHaveLength(1)
})

test('the separator of a path of teams', () => {
	expect(guessTeamSeparator(['Sales / EMEA', 'Sales / EMEA / DACH', 'Sales'])).toBe(' / ')
	expect(guessTeamSeparator(['Sales > EMEA', 'Sales>US'])).toBe('>')
	expect(guessTeamSeparator(['Sales/EMEA', 'Sales/US', 'R&D/Web', 'R&D/App', 'R&D'])).toBe('/')
	expect(guessTeamSeparator(['UX/UI', 'Sales', 'Platform', 'Support'])).toBe('none')
	expect(guessTeamSeparator([])).toBe('none')
})

test('departments point to a family, or to none where none or several fit', () => {
	const suggested = (department: string) => suggestFamily(department, builtInFamilies)
	for (const [department, family] of [
		['Engineering', 'engineering'],
		['Softwareentwicklung', 'engineering'],
		['Produktentwicklung', 'engineering'],
		['Personalentwicklung', null],
		['Produktdesign', 'design'],
		['R&D', 'engineering'],
		['Customer Success EMEA', 'customer-service'],
		['Kundenservice', 'customer-service'],
		['Vertrieb DACH', 'sales'],
		['Ventes', 'sales'],
		['Business Development', null],
		['Brand & Communications', 'marketing'],
		['UX Research', 'design'],
		['Sales Engineering', null],
		['Learning & Development', null],
		['People', null],
		['Finance', null],
		['Legal', null],
	] as const) {
		expect(suggested(department), department).toBe(family)
	}
	const own = [...builtInFamilies, { key: 'data', name: 'Data Science' }]
	expect(suggestFamily('data  science', own)).toBe('data')
	expect(suggestFamily('Applied Data Science', own)).toBe('data')
})
