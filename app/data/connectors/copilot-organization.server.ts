import { jsonReport } from './json-report.server.ts'

/** GitHub Copilot's report of an organization for 28 days: an object with a day in each element of `day_totals`. */
export const copilotOrganization = jsonReport({
	kind: 'copilot-organization',
	sniff: ({ text }) =>
		/^\s*\{/.test(text) && /"day_totals"\s*:/.test(text) && !/"user_login"\s*:/.test(text) ? 1 : 0,
	list: 'day_totals',
	period: 'day',
	login: null,
	values: [
		{ field: 'daily_active_users', metric: 'assistant-active-users' },
		{ field: 'weekly_active_users', metric: 'assistant-weekly-active-users' },
		{ field: 'monthly_active_users', metric: 'assistant-monthly-active-users' },
		{ field: 'daily_active_cli_users', metric: 'assistant-cli-users' },
		{ field: 'daily_active_copilot_cloud_agent_users', metric: 'assistant-cloud-agent-users' },
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
		{ field: 'pull_requests.total_created', metric: 'prs-created' },
		{ field: 'pull_requests.total_merged', metric: 'prs-merged' },
		{ field: 'pull_requests.total_reviewed', metric: 'prs-reviewed' },
		{ field: 'pull_requests.total_created_by_copilot', metric: 'assistant-prs-created' },
		{ field: 'pull_requests.total_merged_created_by_copilot', metric: 'assistant-prs-merged' },
		{ field: 'pull_requests.total_reviewed_by_copilot', metric: 'assistant-prs-reviewed' },
		{ field: 'totals_by_cli.session_count', metric: 'assistant-cli-sessions' },
		{ field: 'totals_by_cli.token_usage.prompt_tokens_sum', metric: 'assistant-tokens-in' },
		{ field: 'totals_by_cli.token_usage.output_tokens_sum', metric: 'assistant-tokens-out' },
	],
	// Of 28 days each, so no metric of the day: whoever wants them chooses one.
	others: ['monthly_active_chat_users', 'monthly_active_agent_users'],
})
