import { mappedBytes } from '#app/lib/mapped-bytes.ts'
import { nameKey } from '#app/domain/roster/clean-cell.ts'
import type { RosterMapping } from '#app/domain/roster/roster-mapping.ts'
import { mappingProblems, rosterMappingSchema } from '#app/domain/roster/roster-mapping.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import { listJobFamiliesWithin } from './list-job-families.server.ts'
import type { RosterProblem } from './parse-roster.server.ts'
import { fingerprintHeader, hashBytes, rosterKind } from './roster-import-row.server.ts'
import { runOnce } from './run-once.server.ts'
import { withRosterDesk } from './with-roster-desk.server.ts'

const pieceSize = 1024 * 1024

export type AddedRosterImport = { ok: true; importId: string } | { ok: false; problem: RosterProblem }

/** Keeps an uploaded roster, mapped as the last file with these headers was, or else as its headers suggest. */
export async function addRosterImport(
	scope: AccountScope,
	of: { fileName: string; bytes: Uint8Array; idempotencyKey?: string },
): Promise<AddedRosterImport> {
	const laid = new Uint8Array(mappedBytes(of.bytes.length))
	laid.set(of.bytes)
	const described = await withRosterDesk({ bytes: laid }, (desk) => desk.describe())
	if (!described.ok) return described
	const { guessed, ...summary } = described.description
	return withAccount(scope, async (transaction) => {
		const add = async () => {
			const mapping = (await findSavedMapping(transaction, scope, summary.header)) ?? guessed
			await layPieces(transaction, of.bytes)
			const { rows } = await transaction.sql.query<{ id: string }>(
				`INSERT INTO import (account_id, kind, file_name, sha256, content, mapping, summary, created_by_user_id)
				 SELECT $1, $2, $3, $4, string_agg(p.bytes, '' ORDER BY p.place), $5, $6, $7 FROM laid_piece p RETURNING id`,
				[
					scope.accountId,
					rosterKind,
					cleanFileName(of.fileName),
					hashBytes(of.bytes),
					JSON.stringify(mapping),
					JSON.stringify(summary),
					scope.userId,
				],
			)
			return rows[0]?.id ?? ''
		}
		const { idempotencyKey: key } = of
		const importId = key
			? await runOnce(transaction, scope, { key, action: 'roster-import.add' }, add)
			: await add()
		return { ok: true, importId }
	})
}

/** Piece by piece: a statement with all of a large file would hold it several times. */
async function layPieces({ sql }: Transaction, bytes: Uint8Array): Promise<void> {
	await sql.query(`CREATE TEMPORARY TABLE laid_piece (place serial, bytes bytea) ON COMMIT DROP`)
	for (let from = 0; from < bytes.length; from += pieceSize) {
		const piece = Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.min(pieceSize, bytes.length - from))
		await sql.query(`INSERT INTO laid_piece (bytes) VALUES ($1)`, [piece])
	}
}

/** The last part of a path, on one line. */
function cleanFileName(name: string): string {
	const last = name.split(/[\\/]/).at(-1) ?? ''
	return (
		last
			.replace(/\p{Cc}/gu, '')
			.trim()
			.slice(0, 200) || 'roster.csv'
	)
}

async function findSavedMapping(
	transaction: Transaction,
	scope: AccountScope,
	header: readonly string[],
): Promise<RosterMapping | null> {
	const { rows } = await transaction.sql.query<{ mapping: unknown }>(
		`SELECT mapping FROM saved_mapping WHERE account_id = $1 AND kind = $2 AND fingerprint = $3`,
		[scope.accountId, rosterKind, fingerprintHeader(header)],
	)
	const parsed = rosterMappingSchema.safeParse(rows[0]?.mapping)
	if (!parsed.success || mappingProblems(parsed.data, header.length).length > 0) return null
	// What was decided of a job family since then counts, wherever it was decided.
	const known = new Set((await listJobFamiliesWithin(transaction, scope)).map(({ name }) => nameKey(name)))
	const familyOfDepartment = Object.fromEntries(
		Object.entries(parsed.data.familyOfDepartment).filter(([key]) => !known.has(key)),
	)
	return { ...parsed.data, familyOfDepartment }
}
