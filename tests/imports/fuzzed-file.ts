import type { SeededRandom } from '#seed/demo/random.ts'

const cells = [
	...[
		'',
		' ',
		'12',
		'1,5',
		'1.234,5',
		'1 234.5',
		"1'234",
		'12 %',
		'0.12',
		'1200 %',
		'-3',
		'(4)',
		'€ 5',
		'1e400',
		'1e-9',
		'NaN',
		'∞',
		'#DIV/0!',
	],
	...[
		'=1+1',
		'+1',
		'-1+1',
		'@SUM(A1)',
		"'=1",
		'"',
		'""',
		'a"b',
		'__proto__',
		'constructor',
		'toString',
		'\u0000',
		'\ud800',
		'\u202e',
		'😀',
		'ß',
		'é',
	],
	...[
		'2026-01',
		'2026-Q1',
		'2026-W53',
		'31.12.2025',
		'12/31/2025',
		'03/04/2026',
		'2026-02-30',
		'9999-99-99',
		'Feb 2026',
		'2026',
	],
	...[
		'person1@example.com',
		'E2',
		'Sales',
		'Sales / Core',
		'Acme',
		'login3',
		'nobody',
		'prs-merged',
		'Confidence',
		'edited',
		'margin',
	],
	...['9'.repeat(30), 'x'.repeat(300), `1.${'0'.repeat(40)}`, 'a\nb', 'a\r\nb'],
]
const headers = [
	...[
		'Subject',
		'Email',
		'Team',
		'Employee ID',
		'Login',
		'Metric',
		'Month',
		'Date',
		'Value',
		'Denominator',
		'prs-merged',
		'Confidence',
	],
	...[
		'Confidence: weight',
		'2026-01',
		'2026-02',
		'2026-Q1',
		'__proto__',
		'',
		'Note',
		'Contour: row',
		'Contour: reason',
	],
]

const quoted = (cell: string, delimiter: string) =>
	/["\n\r]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell

function csv(random: SeededRandom): string {
	const delimiter = random.pick([',', ';', '\t', '|'] as const)
	const isLong = random.next() < 0.4
	const header = isLong
		? ['Email', 'Metric', 'Month', 'Value', 'Denominator']
		: Array.from({ length: random.next() < 0.02 ? 1200 : random.integer(1, 12) }, () => random.pick(headers))
	const row = (): string[] => {
		const width = random.next() < 0.9 ? header.length : random.integer(0, header.length + 3)
		const good = [
			'person1@example.com',
			'prs-merged',
			`2026-0${random.integer(1, 9)}`,
			String(random.integer(0, 99)),
			'',
		]
		return Array.from({ length: width }, (_, at) =>
			isLong && random.next() < 0.8 ? (good[at] ?? '') : random.pick(cells),
		)
	}
	const rows = [header, ...Array.from({ length: random.integer(0, 30) }, row)]
	const end = random.pick(['\n', '\r\n', '\r'] as const)
	return rows
		.map((each) =>
			each.map((cell) => (random.next() < 0.97 ? quoted(cell, delimiter) : cell)).join(delimiter),
		)
		.join(end)
}

function json(random: SeededRandom, depth = 0): unknown {
	const kind = depth > 5 ? random.integer(0, 3) : random.integer(0, 5)
	if (kind === 0) return random.pick(cells)
	if (kind === 1) return random.pick([0, 1, -1, 0.1, 1e300, 2 ** 60, true, false, null])
	if (kind <= 3) return random.integer(0, 1000)
	if (kind === 4) return Array.from({ length: random.integer(0, 4) }, () => json(random, depth + 1))
	return Object.fromEntries(
		Array.from({ length: random.integer(0, 5) }, () => [
			random.pick([...headers, ...fields]),
			json(random, depth + 1),
		]),
	)
}

const fields = [
	...[
		'subject',
		'metric',
		'period',
		'value',
		'weight',
		'day',
		'date',
		'user_login',
		'day_totals',
		'total_engaged_users',
	],
	...[
		'daily_active_users',
		'code_acceptance_activity_count',
		'pull_requests',
		'total_created',
		'copilot_ide_chat',
		'editors',
		'models',
		'total_chats',
	],
]

function jsonText(random: SeededRandom): string {
	const some = (make: () => unknown) => Array.from({ length: random.integer(0, 12) }, make)
	const day = () => ({
		day: '2026-01-01',
		date: '2026-01-02',
		user_login: 'login1',
		total_engaged_users: 1,
		x: json(random),
	})
	switch (random.integer(0, 4)) {
		case 0:
			return some(() =>
				JSON.stringify({ subject: 'E1', metric: 'prs-merged', period: '2026-01', value: json(random) }),
			).join('\n')
		case 1:
			return some(() => JSON.stringify(json(random))).join('\n')
		case 2:
			return JSON.stringify({ day_totals: some(day), more: json(random) }, null, random.pick([0, 2]))
		case 3:
			return JSON.stringify(some(day))
		default: {
			const deep = random.integer(10, 50_000)
			return `${random.pick(['{"day_totals":[{"day":', '[{"total_engaged_users":', '{"value":'])}${'['.repeat(deep)}${']'.repeat(random.integer(0, deep))}`
		}
	}
}

function encode(text: string, random: SeededRandom): Buffer {
	switch (random.integer(0, 7)) {
		case 0:
			return Buffer.from(`\uFEFF${text}`, 'utf16le')
		case 1:
			return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()
		case 2:
			return Buffer.from(text, 'latin1')
		case 3:
			return Buffer.from(`\uFEFF${text}`)
		default:
			return Buffer.from(text)
	}
}

/** Bytes that somebody may upload: files of every kind, more or less broken. */
export function fuzzedFile(random: SeededRandom): Uint8Array {
	if (random.next() < 0.05)
		return Uint8Array.from({ length: random.integer(0, 2000) }, () => random.integer(0, 255))
	let bytes = encode(random.next() < 0.6 ? csv(random) : jsonText(random), random)
	for (let cut = random.next() < 0.5 ? 0 : random.integer(1, 4); cut > 0 && bytes.length > 0; cut -= 1) {
		const at = random.integer(0, bytes.length - 1)
		switch (random.integer(0, 4)) {
			case 0:
				bytes[at] = random.integer(0, 255)
				break
			case 1:
				bytes = bytes.subarray(0, at)
				break
			case 2:
				bytes = Buffer.concat([
					bytes.subarray(0, at),
					Buffer.from(random.pick(['"', '\n', ',', '{', ']', '\0', '\\u0000', '\\ud800'])),
					bytes.subarray(at),
				])
				break
			case 3:
				bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - 50))])
				break
			default:
				bytes = Buffer.concat([bytes, Buffer.alloc(random.integer(0, 3))])
		}
	}
	return bytes
}
