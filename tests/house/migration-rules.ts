import { parse } from 'libpg-query'
import type { Migration } from '#prisma/migration-files.ts'

type Node = Record<string, unknown>
type Finding = { kind: 'contract' | 'locks'; what: string }

/** What each kind breaks, and how to say that it was thought about. */
const remedies = {
	contract:
		'a Contour that still runs may use it. Take it away in a later release, under a line "-- contract: MIGRATION why", which names the migration that a Contour has to know to do without it',
	locks:
		'everybody waits while the table is read or rewritten. Do it in steps that do not (CONCURRENTLY, NOT VALID and VALIDATE, batches), or say in a line "-- locks: why" why it is short',
}

/**
 * What keeps a migration from being applied under a running Contour of the release before, as sentences. PostgreSQL's own
 * parser reads it.
 */
export async function checkMigration(migration: Migration, names: readonly string[]): Promise<string[]> {
	const { name, sql, contractAfter = null, outsideTransaction } = migration
	const statements = ((await parse(sql)) as { stmts: { stmt: Node; stmt_location?: number }[] }).stmts
	const made = new Set(
		statements.flatMap(({ stmt }) => relationOf(stmt.CreateStmt as Node | undefined) ?? []),
	)
	const hasLocksRemark = /^-- locks: \S/m.test(sql)
	const problems: string[] = []
	for (const { stmt, stmt_location: at = 0 } of statements) {
		for (const { kind, what } of findingsOf(stmt, made)) {
			if (kind === 'contract' ? contractAfter !== null : hasLocksRemark) continue
			problems.push(`${name}, line ${lineOf(sql, at)}: ${what}: ${remedies[kind]}.`)
		}
		if (isConcurrent(stmt) && !(outsideTransaction && statements.length === 1)) {
			problems.push(
				`${name}: CONCURRENTLY works in no transaction: make it the only statement, under a line "-- outside a transaction: why".`,
			)
		}
	}
	if (outsideTransaction && !statements.some(({ stmt }) => isConcurrent(stmt))) {
		problems.push(
			`${name}: only what has the word CONCURRENTLY may stand outside a transaction: a restore does without that word, in its one transaction.`,
		)
	}
	if (contractAfter !== null && !names.some((other) => other === contractAfter && other < name)) {
		problems.push(`${name}: its remark names ${contractAfter}, which is no migration before it.`)
	}
	return problems
}

function findingsOf(stmt: Node, made: Set<string>): Finding[] {
	const [[type, body] = ['', {}]] = Object.entries(stmt) as [string, Node][]
	const table = relationOf(body)
	const isNew = table !== undefined && made.has(table)
	const contract = (what: string): Finding => ({ kind: 'contract', what })
	const locks = (what: string): Finding => ({ kind: 'locks', what })
	switch (type) {
		case 'DropStmt':
			return /TABLE|FUNCTION|TYPE|VIEW|SCHEMA/.test(String(body.removeType))
				? [contract(`DROP ${String(body.removeType).replace('OBJECT_', '')}`)]
				: []
		case 'RenameStmt':
			return isNew ? [] : [contract(`RENAME in ${table}`)]
		case 'GrantStmt':
			return !body.is_grant && JSON.stringify(body.grantees).includes('contour_app')
				? [contract('REVOKE from contour_app')]
				: []
		case 'DoStmt':
			return /\b(DROP|RENAME|ALTER\s+TABLE)\b/i.test(JSON.stringify(body))
				? [contract('a DO block that drops or alters')]
				: []
		case 'IndexStmt':
			return isNew || body.concurrent ? [] : [locks(`an index on ${table} without CONCURRENTLY`)]
		case 'ReindexStmt':
			return JSON.stringify(body).includes('concurrently') ? [] : [locks('REINDEX')]
		case 'UpdateStmt':
		case 'DeleteStmt':
		case 'LockStmt':
			return isNew ? [] : [locks(`${type.replace('Stmt', '').toUpperCase()} of ${table ?? 'a table'}`)]
		case 'AlterTableStmt':
			return isNew ? [] : ((body.cmds ?? []) as Node[]).flatMap((cmd) => alterations(cmd, String(table)))
		default:
			return []
	}
}

function alterations(cmd: Node, table: string): Finding[] {
	const { subtype, name, def } = cmd.AlterTableCmd as { subtype: string; name?: string; def?: Node }
	const column = `${table}.${name}`
	switch (subtype) {
		case 'AT_DropColumn':
			return [{ kind: 'contract', what: `DROP COLUMN ${column}` }]
		case 'AT_SetNotNull':
			return [
				{ kind: 'contract', what: `NOT NULL on ${column}` },
				{ kind: 'locks', what: `NOT NULL on ${column}` },
			]
		case 'AT_AlterColumnType':
			return [
				{ kind: 'contract', what: `another type of ${column}` },
				{ kind: 'locks', what: `another type of ${column}` },
			]
		case 'AT_ColumnDefault':
			return def ? [] : [{ kind: 'contract', what: `DROP DEFAULT of ${column}` }]
		case 'AT_AddConstraint':
			return (def?.Constraint as Node | undefined)?.skip_validation
				? []
				: [{ kind: 'locks', what: `a constraint on ${table} without NOT VALID` }]
		case 'AT_AddColumn':
			return addedColumn(def?.ColumnDef as Node, table)
		default:
			return []
	}
}

function addedColumn(column: Node, table: string): Finding[] {
	const constraints = ((column.constraints ?? []) as Node[]).map(({ Constraint }) => Constraint as Node)
	const preset = constraints.find(({ contype }) => contype === 'CONSTR_DEFAULT')
	const has = (...types: string[]) => constraints.some(({ contype }) => types.includes(String(contype)))
	const what = `${table}.${String(column.colname)}`
	const findings: Finding[] = []
	if (has('CONSTR_NOTNULL') && !preset && !has('CONSTR_IDENTITY', 'CONSTR_GENERATED')) {
		findings.push({ kind: 'contract', what: `the column ${what}, NOT NULL without a default` })
	}
	// A default that is a call is computed for every row there is; now() alone is known once.
	const calls = JSON.stringify(preset ?? {}).includes('FuncCall') && !/"now"/.test(JSON.stringify(preset))
	if (calls || has('CONSTR_GENERATED', 'CONSTR_UNIQUE', 'CONSTR_PRIMARY')) {
		findings.push({ kind: 'locks', what: `the column ${what} with a value of its own in every row` })
	}
	return findings
}

const isConcurrent = (stmt: Node): boolean =>
	(stmt.IndexStmt as Node | undefined)?.concurrent === true ||
	(stmt.DropStmt as Node | undefined)?.concurrent === true ||
	JSON.stringify(stmt.ReindexStmt ?? {}).includes('"concurrently"')

function relationOf(body: Node | undefined): string | undefined {
	const relation = body?.relation as { relname?: string } | undefined
	return relation?.relname
}

/** The line on which a statement begins; its location includes the blanks and comments before it. */
function lineOf(sql: string, location: number): number {
	const before = Buffer.from(sql).subarray(0, location).toString()
	const lead = /^(\s|--[^\n]*\n)*/.exec(sql.slice(before.length))?.[0] ?? ''
	return (before + lead).split('\n').length
}
