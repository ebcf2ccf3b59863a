import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { readRubricVersion } from '#app/data/read-rubric-version.server.ts'
import { formatRubricFile } from '#app/domain/framework/rubric-file.ts'
import { notFound } from '#app/lib/http.server.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import type { Route } from './+types/route.ts'

/** A version of the map, or its draft, as a file that an import takes again. */
export async function loader({ context, params }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'frameworks.edit')
	const { key } = skillProgressionMap.rubric
	const frameworkVersionId = params.versionId
	if (!z.guid().safeParse(frameworkVersionId).success) throw notFound()
	const rubric = await readRubricVersion(scope, { key, frameworkVersionId })
	if (!rubric) throw notFound()
	return new Response(formatRubricFile(rubric, account.slug), {
		headers: {
			'Content-Type': 'application/json; charset=utf-8',
			'Content-Disposition': `attachment; filename="${key}-${account.slug}-version-${rubric.version}.json"`,
		},
	})
}
