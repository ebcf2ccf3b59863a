import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { phaseNames } from '#app/domain/roadmap/roadmap-words.ts'
import type { TemplateFromPlan } from '#app/domain/roadmap/template-from-plan.ts'
import { templateFromPlan } from '#app/domain/roadmap/template-from-plan.ts'
import { roadmapTemplateSchema } from '#app/domain/roadmap/template-schema.ts'
import { getRoadmapWithin } from './get-roadmap.server.ts'

/** A choice has room for so many. */
export const mostTemplates = 50

export type SavedTemplate =
	| { ok: true; replaced: boolean }
	/** `exists`: there is one of this name, and it was not asked to be replaced. */
	| { ok: false; reason: 'gone' | 'exists' | 'too-many' }
	| Extract<TemplateFromPlan, { ok: false }>

/**
 * Saves the deliverables and outcomes of a plan, as they are now, as a template of the account's own. One of the same name is
 * replaced where that is asked for: so a template is edited by editing a plan.
 */
export async function saveTemplate(
	scope: AccountScope,
	{ roadmapId, name, replace }: { roadmapId: string; name: string; replace: boolean },
): Promise<SavedTemplate> {
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const { accountId } = scope
		const roadmap = await getRoadmapWithin(transaction, scope, { roadmapId })
		if (!roadmap) return { ok: false, reason: 'gone' }
		const { lens, items } = roadmap
		const names = Object.fromEntries(roadmap.phases.map((phase) => [phase.key, phase.name]))
		const made = templateFromPlan({ ...phaseNames, ...names }, items)
		if (!made.ok) return made
		const { phases } = roadmapTemplateSchema.parse({
			...{ key: 'own', name, origin: 'account', lens, familyKey: null, phases: made.phases },
		})
		const { rows } = await sql.query<{ id: string; replaced: boolean }>(
			`INSERT INTO roadmap_template (account_id, name, lens, phases)
			 SELECT $1, $2, $3, $4 WHERE $5 > (SELECT count(*) FROM roadmap_template t WHERE t.account_id = $1 AND t.name <> $2)
			 ON CONFLICT (account_id, name) DO UPDATE SET lens = EXCLUDED.lens, phases = EXCLUDED.phases WHERE $6
			 RETURNING id, xmax <> 0 AS replaced`,
			[accountId, name, lens, JSON.stringify(phases), mostTemplates, replace],
		)
		const [row] = rows
		if (!row) {
			const { rowCount } = await sql.query(
				`SELECT FROM roadmap_template t WHERE t.account_id = $1 AND t.name = $2`,
				[accountId, name],
			)
			return { ok: false, reason: rowCount ? 'exists' : 'too-many' }
		}
		await appendAuditEvent(transaction, scope, {
			action: row.replaced ? 'roadmap-template.changed' : 'roadmap-template.added',
			subject: { kind: 'roadmap-template', id: row.id },
			detail: { items: phases.reduce((sum, phase) => sum + phase.items.length, 0), lens },
		})
		return { ok: true, replaced: row.replaced }
	})
}
