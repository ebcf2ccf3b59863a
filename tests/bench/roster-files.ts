/** One roster of a bench: the people whom it names, and how its bytes are. */
export type RosterFile = {
	rows: number
	/** Stands in every title and team, so that another word changes everybody. */
	word: string
	encoding?: 'utf-8' | 'utf-16le'
	/** The file is filled up with a comment in every row until it is this large. */
	bytes?: number
}

const header = [
	...['Employee ID', 'Name', 'Email', 'Job title', 'Department', 'Team', 'Manager', 'Hire date'],
	...['Location', 'Cost centre', 'Employment type', 'Work model', 'Grade'],
]
const departments = ['Engineering', 'Marketing', 'Customer Service', 'Sales', 'Design', 'Finance']
const places = ['São Paulo', 'München', 'Zürich', 'Kraków', 'Lisbon']
const letters = ['á', 'b', 'ç', 'd', 'é', 'f', 'g', 'h']

/** A roster as an HR system exports it, of people with names beyond ASCII, each under one of the eighth that comes before. */
export function writeRoster({ rows, word, encoding = 'utf-8', bytes }: RosterFile): Buffer {
	const lineOf = (index: number, filling: string): string => {
		const name = `${letters[index % 8]}da ${letters[(index >> 3) % 8]}velace-${index}`
		const manager = index === 0 ? '' : `person.${Math.floor((index - 1) / 8)}@company.example`
		return [
			...[
				`E${100_000 + index}`,
				name,
				`person.${index}@company.example`,
				`${word} specialist ${index % 300}`,
			],
			...[departments[index % 6], `Company / Division ${index % 6} / ${word} ${index % 900}`, manager],
			...[
				`20${10 + (index % 15)}-0${1 + (index % 9)}-1${index % 10}`,
				places[index % 5],
				`CC-${index % 400}`,
			],
			...[['Full time', 'Part time'][index % 2], ['Remote', 'Office', 'Hybrid'][index % 3], `G${index % 12}`],
			...(filling ? [filling] : []),
		].join(',')
	}
	const encode = (filling: (index: number) => string) => {
		const head = [...header, ...(bytes ? ['Comment'] : [])].join(',')
		const lines = Array.from({ length: rows }, (_, index) => lineOf(index, filling(index)))
		const text = [head, ...lines].join('\n')
		return encoding === 'utf-8' ? Buffer.from(text) : Buffer.from(`\uFEFF${text}`, 'utf16le')
	}
	if (!bytes) return encode(() => '')
	const unit = encoding === 'utf-8' ? 1 : 2
	const numbered = (index: number) => `No ${index} `
	const missing = bytes - encode(numbered).length
	return encode((index) =>
		numbered(index).padEnd(Math.floor(missing / rows / unit) + numbered(index).length, 'so on '),
	)
}
