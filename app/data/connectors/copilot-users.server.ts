import { jsonReport } from './json-report.server.ts'

/** GitHub Copilot's report of each user: a user on a day in each element of `day_totals`. */
export const copilotUsers = jsonReport({
	kind: 'copilot-users',
	sniff: ({ text }) =>
		/^\s*\{/.test(text) && /"day_totals"\s*:/.test(text) && /"user_login"\s*:/.test(text) ? 1 : 0,
	list: 'day_totals',
	period: 'day',
	login: 'user_login',
	values: [
		{ field: 'user_initiated_interaction_count', metric: 'assistant-interactions' },
		{ field: 'code_generation_activity_count', metric: 'assistant-code-generations' },
		{ field: 'code_acceptance_activity_count', metric: 'assistant-code-acceptances' },
		{
			field: 'code_acceptance_activity_count',
			metric: 'assistant-acceptance-rate',
			weight: 'code_generation_activity_count',
		},
		{ field: 'loc_suggested_to_add_sum', metric: 'assistant-lines-suggested' },
		{ field: 'loc_suggested_to_delete_sum', metric: 'assistant-lines-suggested-to-delete' },
		{ field: 'loc_added_sum', metric: 'assistant-lines-added' },
		{ field: 'loc_deleted_sum', metric: 'assistant-lines-deleted' },
		{ field: 'used_agent', metric: 'assistant-agent-users' },
		{ field: 'used_chat', metric: 'assistant-chat-users' },
		{ field: 'used_cli', metric: 'assistant-cli-users' },
	],
})
