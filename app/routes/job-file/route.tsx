import { z } from 'zod'
import { noteExport } from '#app/auth/export-log.server.ts'
import { requireAccount } from '#app/auth/require-access.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import { readJobPart } from '#app/data/read-job-part.server.ts'
import { reportOfJob } from '#app/domain/export-log/report-words.ts'
import { mayReadJob } from '#app/domain/job/job-kind.ts'
import { exportedFile, exportKeptHours, exportResultSchema } from '#app/domain/job/export-result.ts'
import { notFound } from '#app/lib/http.server.ts'
import { mediaTypes } from '#app/lib/sheet/sheet.ts'
import type { Route } from './+types/route.ts'

/** The file that an export has made, for who asked for it, as long as it is kept. */
export async function loader({ params, context }: Route.LoaderArgs) {
	const { scope, person } = requireAccount(context)
	const job = z.uuid().safeParse(params.jobId).success ? await findJob(scope, params.jobId) : null
	if (!job || job.state !== 'done' || !mayReadJob(person, scope.userId, job)) throw notFound()
	const result = exportResultSchema.safeParse(job.result)
	// It is deleted some time after that.
	const age = Date.now() - (job.finishedAt?.getTime() ?? 0)
	if (age > exportKeptHours * 60 * 60_000) throw notFound()
	const part = (number: number) => readJobPart(scope, { jobId: job.id, list: exportedFile, number })
	const first = result.success ? await part(0) : null
	if (!result.success || !first) throw notFound()
	const filter = z.record(z.string(), z.unknown()).catch({}).parse(job.parameters)
	noteExport(context, { report: reportOfJob(job.kind), filter, rows: result.data.rows })
	let number = 0
	const body = new ReadableStream<Uint8Array>({
		async pull(controller) {
			const content = number === 0 ? first : await part(number)
			number += 1
			if (content) controller.enqueue(content)
			// A file that is forgotten half way is broken off, and taken for no whole one.
			else controller.error(new Error('The file is past its time.'))
			if (number === result.data.parts) controller.close()
		},
	})
	return new Response(body, {
		headers: {
			'Content-Type': mediaTypes[result.data.format],
			'Content-Disposition': `attachment; filename="${result.data.fileName}"`,
			'Cache-Control': 'private, no-store',
		},
	})
}
