import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { roadmapTemplateSchema } from '#app/domain/roadmap/template-schema.ts'
import type { RoadmapTemplate } from '#app/domain/roadmap/template.ts'

/** A template of the account's own; its key is its id. */
export type OwnTemplate = RoadmapTemplate & { id: string }

/** The account's own templates, by name. */
export async function listOwnTemplates(scope: AccountScope): Promise<OwnTemplate[]> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<Record<'id' | 'name' | 'lens' | 'familyKey' | 'phases', unknown>>(
			`SELECT t.id, t.name, t.lens, t.family_key AS "familyKey", t.phases FROM roadmap_template t
			 WHERE t.account_id = $1 ORDER BY lower(t.name), t.id`,
			[scope.accountId],
		)
		return rows.map(({ id, name, lens, familyKey, phases }) => ({
			...roadmapTemplateSchema.parse({
				...{ key: `own-${String(id)}`, name, origin: 'account', lens, familyKey, phases },
			}),
			id: String(id),
		}))
	})
}
