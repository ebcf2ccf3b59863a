import type { RosterFile } from '#app/domain/roster/roster-file.ts'
import { findHeader } from '#app/domain/roster/roster-file.ts'
import type { CsvProblem } from '#app/lib/csv.server.ts'
import { parseCsv } from '#app/lib/csv.server.ts'
import type { TextEncoding } from '#app/lib/decode-text.ts'

/** What a roster may have at most. */
export const rosterLimits = { bytes: 20 * 1024 * 1024, rows: 100_000 }

export type RosterProblem = CsvProblem | { kind: 'no-rows' } | { kind: 'too-many-columns' }

export type ParsedRoster =
	| { ok: true; file: RosterFile; encoding: TextEncoding; delimiter: string }
	| { ok: false; problem: RosterProblem }

const mostColumns = 200

/** Reads the bytes of a roster. What is wrong with the file as a whole is returned. */
export function parseRoster(bytes: Uint8Array): ParsedRoster {
	// Ten rows may stand above the rows that count: a title, the date, the header.
	const parsed = parseCsv(bytes, { maxRows: rosterLimits.rows + 10 })
	if (!parsed.ok) {
		const { problem } = parsed
		return {
			ok: false,
			problem: problem.kind === 'too-many-rows' ? { ...problem, limit: rosterLimits.rows } : problem,
		}
	}
	const file = findHeader(parsed.records)
	if (!file || file.rows.length === 0) return { ok: false, problem: { kind: 'no-rows' } }
	if (file.rows.length > rosterLimits.rows) {
		return { ok: false, problem: { kind: 'too-many-rows', limit: rosterLimits.rows } }
	}
	if (file.header.length > mostColumns) return { ok: false, problem: { kind: 'too-many-columns' } }
	return { ok: true, file, encoding: parsed.encoding, delimiter: parsed.delimiter }
}
