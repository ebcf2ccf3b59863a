import { jsonReport } from './json-report.server.ts'

const completions = 'copilot_ide_code_completions.editors.models.languages'
const chat = 'copilot_ide_chat.editors.models'

/** GitHub Copilot's metrics of the older API: a list with a day in each element, counted by editor, model and language. */
export const copilotLegacy = jsonReport({
	kind: 'copilot-legacy',
	sniff: ({ text }) =>
		/^\s*\[/.test(text) &&
		/"(?:copilot_ide_code_completions|copilot_ide_chat|total_engaged_users)"\s*:/.test(text)
			? 1
			: 0,
	list: null,
	period: 'date',
	login: null,
	values: [
		{ field: 'total_active_users', metric: 'assistant-active-users' },
		{ field: 'total_engaged_users', metric: 'assistant-engaged-users' },
		{ field: 'copilot_ide_code_completions.total_engaged_users', metric: 'assistant-completion-users' },
		{ field: 'copilot_ide_chat.total_engaged_users', metric: 'assistant-chat-users' },
		{ field: 'copilot_dotcom_pull_requests.total_engaged_users', metric: 'assistant-pr-users' },
		{ field: `${completions}.total_code_suggestions`, metric: 'assistant-code-generations' },
		{ field: `${completions}.total_code_acceptances`, metric: 'assistant-code-acceptances' },
		{
			field: `${completions}.total_code_acceptances`,
			metric: 'assistant-acceptance-rate',
			weight: `${completions}.total_code_suggestions`,
		},
		{ field: `${completions}.total_code_lines_suggested`, metric: 'assistant-lines-suggested' },
		{ field: `${completions}.total_code_lines_accepted`, metric: 'assistant-lines-added' },
		{ field: `${chat}.total_chats`, metric: 'assistant-chats' },
		{ field: `${chat}.total_chat_insertion_events`, metric: 'assistant-chat-insertions' },
		{ field: `${chat}.total_chat_copy_events`, metric: 'assistant-chat-copies' },
	],
	others: ['copilot_dotcom_chat.total_engaged_users', 'copilot_dotcom_chat.models.total_chats'],
})
