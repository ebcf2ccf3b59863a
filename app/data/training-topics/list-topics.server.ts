import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { TopicSearch } from '#app/domain/training-topic/topic-search.ts'
import type { TrainingTopic } from '#app/domain/training-topic/topic.ts'
import type { TopicSight } from './read-topic-sight.server.ts'
import { seenTopics } from './read-topic-sight.server.ts'
import { isForFamilies, isSeen, topicColumns } from './topic-row-sql.server.ts'

const orderBy: Record<TopicSearch['sort'], string> = {
	title: 'lower(x.title)',
	kind: 'x.kind',
	hours: 'x.hours',
	cost: 'x.currency, x.cost',
	steps: `(SELECT count(*) FROM training_topic_step s WHERE s.account_id = x.account_id AND s.topic_id = x.id)`,
	provider: `nullif(lower(x.provider), '')`,
}

/** Entries of the catalogue that match a search, one page of them, or all without a page; of those that the reader may see. */
export async function listTopics(
	scope: AccountScope,
	sight: TopicSight,
	of: { search: Omit<TopicSearch, 'page'>; page?: { number: number; size: number } },
): Promise<{ rows: TrainingTopic[]; total: number }> {
	const { search, page } = of
	const direction = search.order === 'desc' ? 'DESC' : 'ASC'
	const sorted = orderBy[search.sort].split(/, (?=x\.)/).map((column) => `${column} ${direction} NULLS LAST`)
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<TrainingTopic & { total: number }>(
			`SELECT ${topicColumns}, count(*) OVER ()::int AS total
			 FROM training_topic x
			 WHERE x.account_id = $1 AND ${isSeen(2)}
				AND ($4 = '' OR strpos(lower(x.title || ' ' || x.key || ' ' || x.provider), lower($4)) > 0)
				AND ($5 = '' OR ${isForFamilies('ARRAY(SELECT f.id FROM role_family f WHERE f.account_id = $1 AND f.key = $5)')})
				AND ($6 = '' OR x.kind::text = $6)
				AND ($7 = '' AND $8::int IS NULL OR EXISTS (SELECT FROM training_topic_step s
					WHERE s.account_id = $1 AND s.topic_id = x.id AND ($7 = '' OR s.question_key = $7)
						AND ($8::int IS NULL OR s.from_half_steps = $8)))
				AND CASE $9 WHEN 'all' THEN true WHEN 'archived' THEN x.archived_at IS NOT NULL ELSE x.archived_at IS NULL END
			 ORDER BY ${sorted.join(', ')}, lower(x.title), x.id
			 ${page ? `LIMIT ${Math.trunc(page.size)} OFFSET ${Math.trunc((page.number - 1) * page.size)}` : ''}`,
			[
				...[scope.accountId, ...seenTopics(sight), search.q, search.family, search.kind, search.question],
				...[search.step === '' ? null : Number(search.step) * 2, search.state],
			],
		)
		return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
	})
}
