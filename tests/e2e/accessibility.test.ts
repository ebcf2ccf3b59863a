import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { systemScope } from '#app/data/account-scope.server.ts'
import { addRubricFamily } from '#app/data/add-rubric-family.server.ts'
import { addCompletionImport } from '#app/data/training-assignments/add-completion-import.server.ts'
import { addTopicImport } from '#app/data/training-topics/add-topic-import.server.ts'
import { addTestDelivery } from '#app/data/webhooks/add-test-delivery.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { addImport } from '#app/data/imports/add-import.server.ts'
import { listRubricVersions } from '#app/data/list-rubric-versions.server.ts'
import { startRubricDraft } from '#app/data/start-rubric-draft.server.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { inChunks } from '#tests/imports/importing-company.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { addSealedWebhook } from '#tests/webhooks/sealed-webhook.ts'
import { openDialogs, openEverything, watchPolicy } from './watch-policy.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
const { newPage } = await openBrowser()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const userOf = async (name: string): Promise<string> => {
	const { rows } = await database.adminPool.query<{ id: string }>(`SELECT id FROM "user" WHERE email = $1`, [
		`${name}@meridian.example`,
	])
	if (!rows[0]) throw new Error(`The sample has no ${name}@.`)
	return rows[0].id
}
const ids: Record<string, string> = {}

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	const editor = { scope: systemScope(database.accountId), key: skillProgressionMap.rubric.key }
	const [version] = await listRubricVersions(editor.scope, editor)
	await startRubricDraft(editor.scope, { ...editor, frameworkVersionId: version?.id ?? '' })
	await addRubricFamily(editor.scope, {
		...{ key: editor.key, builtIn: skillProgressionMap.rubric, family: { name: 'Finance' } },
		idempotencyKey: 'a-family-of-the-test',
	})
	const file = 'Team,Metric,Date,Value,Share\nPayments,Stories shipped,03/04/2026,"1,5",12\n'
	const added = await addImport(editor.scope, {
		fileName: 'metrics.csv',
		content: inChunks(new TextEncoder().encode(file)),
	})
	if (!added.ok) throw new Error(added.problem.kind)
	ids.metrics = added.importId
	const topics = await addTopicImport(editor.scope, {
		fileName: 'topics.csv',
		bytes: new TextEncoder().encode(
			'key,title,kind,hours\nmap-your-week,Ours,course,\nnew-one,New,course,2\nwrong,,talk,x\n',
		),
	})
	if (!topics.ok) throw new Error(topics.reason.kind)
	ids.topics = topics.importId
	const completions = await addCompletionImport(editor.scope, {
		fileName: 'completions.csv',
		bytes: new TextEncoder().encode(
			'email,topic,done on\nmember@meridian.example,map-your-week,2026-01-05\nnobody@meridian.example,x,\n',
		),
	})
	if (!completions.ok) throw new Error(completions.reason.kind)
	ids.completions = completions.importId
	ids.webhook = (await addSealedWebhook(editor.scope, { url: 'https://hooks.example.com/contour' })).id
	await addTestDelivery(editor.scope, { webhookId: ids.webhook })
	await closeDatabase()
	for (const [name, text] of Object.entries({
		open: `SELECT id FROM cycle WHERE phase = 'open'`,
		member: `SELECT id FROM member WHERE email = 'member@meridian.example'`,
		team: `SELECT id FROM team WHERE name = 'Payments'`,
		own: `SELECT p.id FROM participant p JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
			JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
			WHERE c.phase = 'open' AND m.email = 'member@meridian.example'`,
		agreed: `SELECT p.id FROM participant p JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
			JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
			WHERE c.phase = 'open' AND m.email = 'manager@meridian.example'`,
		group: `SELECT id FROM calibration_group WHERE name = 'Engineering'`,
		person: `SELECT p.id FROM participant p
			JOIN calibration_group_team t ON t.account_id = p.account_id AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
			JOIN calibration_group g ON g.account_id = t.account_id AND g.id = t.group_id WHERE g.name = 'Engineering' LIMIT 1`,
		family: `SELECT id FROM role_family WHERE key = 'engineering'`,
		topic: `SELECT id FROM training_topic WHERE key = 'first-month-with-ai'`,
		assignment: `INSERT INTO training_assignment (account_id, topic_id, member_id, question_key, from_half_steps, due_on, assigned_on, batch_id, note)
			SELECT m.account_id, x.id, m.id, 'engineering.start-feature', 3, '2026-01-31', '2026-01-01', m.id, 'In March' FROM member m
			JOIN training_topic x ON x.account_id = m.account_id AND x.key = 'first-month-with-ai'
			WHERE m.email = 'member@meridian.example' RETURNING id`,
		metric: `SELECT id FROM metric WHERE key = 'prs-merged'`,
		plan: `SELECT id FROM roadmap WHERE name LIKE 'Payments%'`,
		outcome: `SELECT i.id FROM roadmap_item i JOIN roadmap r ON r.account_id = i.account_id AND r.id = i.roadmap_id
			WHERE r.name LIKE 'Payments%' AND i.phase = 'hardening' AND i.kind = 'outcome' LIMIT 1`,
		alarmed: `SELECT id FROM team WHERE name = 'Integrations'`,
		collecting: `SELECT id FROM team_assessment WHERE state = 'collecting'`,
		revealed: `SELECT id FROM team_assessment WHERE state = 'revealed'`,
		level: `SELECT a.id FROM team_assessment a JOIN team t ON t.account_id = a.account_id AND t.id = a.team_id
			JOIN cycle c ON c.account_id = a.account_id AND c.id = a.cycle_id
			WHERE t.name = 'Payments' AND a.claimed = 3 AND a.state = 'agreed'`,
		account: `SELECT id FROM account`,
		tierPlan: `SELECT id FROM roadmap WHERE lens = 'tier'`,
		draft: `SELECT c.id FROM roadmap_checkpoint c JOIN roadmap r ON r.id = c.roadmap_id WHERE r.lens = 'tier' AND c.state = 'draft'`,
		report: `INSERT INTO saved_report (account_id, membership_id, kind, name)
			SELECT m.account_id, m.id, 'training-needs', 'Ours' FROM membership m JOIN "user" u ON u.id = m.user_id
			WHERE u.email = 'hr@meridian.example' RETURNING id`,
		view: `INSERT INTO saved_report (account_id, membership_id, kind, name)
			SELECT m.account_id, m.id, 'board', 'Ours' FROM membership m JOIN "user" u ON u.id = m.user_id
			WHERE u.email = 'hr@meridian.example' RETURNING id`,
		held: `SELECT id FROM roadmap_checkpoint WHERE state = 'held'`,
	})) {
		const { rows } = await database.adminPool.query<{ id: string }>(text)
		ids[name] = rows[0]?.id ?? ''
	}
}, 120_000)

/** Pages by the person who has the most to see on them; `[name]` is an id. */
const pages: Record<string, readonly string[]> = {
	'': [
		'/',
		'/sign-in',
		'/sign-up',
		'/forgot-password',
		'/reset-password/none',
		'/invitations/none',
		'/nowhere',
		'/mailbox',
	],
	hr: [
		'',
		'/check-ins',
		'/heatmap',
		'/heatmap?statistic=distribution',
		'/heatmap/cell?node=[account]&family=[family]',
		'/heatmap/organization',
		'/heatmap/stalls',
		'/heatmap/stalls?lens=levels',
		'/heatmap/benchmarks',
		'/heatmap/metric-and-tier',
		'/reports',
		'/reports/movement',
		'/heatmap/trend',
		'/heatmap/trend?node=[team]&statistic=share&family=[family]',
		'/reports/saved/new?kind=training-needs',
		'/reports/saved/[report]',
		'/reports/saved/[view]',
		'/reports/training-needs',
		'/reports/training-needs/report',
		'/reports/training-needs/report?by=team',
		'/reports/training-needs/priority',
		'/reports/training-needs/scenario?tryFamily=[family]&tryTier=3&tryTopic=[topic]&tryPlaces=20',
		'/targets',
		'/training-topics',
		'/training-topics/new',
		'/training-topics/[topic]',
		'/training-topics/[topic]/edit',
		'/training-topics/imports/new',
		'/training-topics/imports/[topics]',
		'/reports/training-outcomes',
		'/training-assignments?state=all',
		'/training-assignments/new',
		'/training-assignments/new?member=[member]&topic=[topic]',
		'/training-assignments/[assignment]',
		'/training-assignments/imports/new',
		'/training-assignments/imports/[completions]',
		'/targets/teams',
		'/targets/teams/[team]',
		'/targets/people?q=a',
		'/targets/people/[member]',
		'/metrics',
		'/metrics/new',
		'/metrics/[metric]',
		'/metrics/[metric]/edit',
		'/metrics/[metric]/targets',
		'/teams/[alarmed]/metrics',
		'/roadmaps',
		'/roadmaps/new',
		'/roadmaps/new?template=five-ai-coding-levels',
		'/roadmaps/[plan]',
		'/roadmaps/[plan]?view=table',
		'/roadmaps/[plan]?view=timeline',
		'/roadmaps/[plan]/items/[outcome]',
		'/roadmaps/[plan]/phases/mvp',
		'/roadmaps/[plan]/edit',
		'/cycles',
		'/cycles/new',
		'/cycles/[open]',
		'/cycles/[open]?view=families',
		'/cycles/[open]?view=publish',
		'/cycles/[open]?view=move&to=review',
		'/cycles/[open]?view=add',
		'/cycles/[open]/plan',
		'/cycles/[open]/corrections',
		'/cycles/[open]/calibration?new',
		'/cycles/[open]/calibration/[group]?edit',
		'/cycles/[open]/calibration/[group]?person=[person]',
		'/cycles/[open]/progress',
		'/cycles/[open]/progress?view=people',
		'/cycles/[open]/progress?view=time',
		'/people/[member]/progress',
		'/cycles/[open]/reminders',
		'/cycles/[open]/reminders?view=sent',
		'/cycles/[open]/reminders?view=fewer',
		'/reminders',
		'/roadmaps/[plan]/checkpoints',
		'/roadmaps/[plan]/checkpoints/[held]',
		'/roadmaps/[tierPlan]/checkpoints/[draft]',
		'/people',
		'/people/new',
		'/people/[member]',
		'/people/[member]/erase',
		'/teams',
		'/role-families',
		'/teams/[team]',
		'/teams/lenses',
		'/job-families',
		'/imports',
		'/imports/new',
		'/imports/logins',
		'/imports/[metrics]',
		'/roster-imports/new',
		'/invitations',
	],
	owner: [
		'',
		'/frameworks/skill-progression-map/versions',
		'/frameworks/skill-progression-map/imports/new',
		'/frameworks/skill-progression-map/draft',
		'/frameworks/skill-progression-map/draft/own-finance',
		'/settings',
		'/settings/roles',
		'/settings/api',
		'/settings/webhooks',
		'/settings/webhooks/[webhook]',
		'/settings/audit-log',
		'/reports/access-log',
		'/nowhere',
	],
	executive: [
		'',
		'/heatmap',
		'/board',
		'/board?present=1',
		'/reports/training-needs',
		'/heatmap?lens=levels',
		'/teams/[alarmed]/assessments',
		'/teams/[team]/assessments/[level]',
	],
	manager: [
		'',
		'/check-ins',
		'/check-ins/[own]',
		'/check-ins/[own]/note',
		'/check-ins/[agreed]/agreement',
		'/check-ins/hand-over',
		'/heatmap?cycle=live',
		'/cycles/[open]/progress',
		'/teams/[team]/assessments/[collecting]',
		'/teams/[team]/assessments/[revealed]',
	],
	member: [
		'',
		'/check-ins/[own]',
		'/people/[member]/progress',
		'/people/[member]/metrics',
		'/teams/[team]/assessments',
		'/roadmaps/[plan]/items/[outcome]',
		'/heatmap',
		'/reports/training-needs',
		'/training-topics',
		'/training-assignments',
		'/frameworks',
		'/frameworks/skill-progression-map',
		'/frameworks/skill-progression-map/engineering',
		'/frameworks/skill-progression-map/figures',
		'/frameworks/five-ai-coding-levels',
		'/frameworks/five-ai-coding-levels/building',
		'/frameworks/five-ai-coding-levels/metrics',
		'/frameworks/five-ai-coding-levels/roadmap',
		'/frameworks/five-ai-coding-levels/figures',
		'/frameworks/agentic-engineering-ladder',
		'/frameworks/agentic-engineering-ladder/figures',
	],
}

/** No part takes much longer than another, since they are looked at side by side. */
const partSize = 35
const visits = Object.entries(pages).flatMap(([who, all]) =>
	Array.from({ length: Math.ceil(all.length / partSize) }, (_, part) => ({
		...{ who, part: part + 1 },
		paths: all.slice(part * partSize, (part + 1) * partSize),
	})),
)

/** Lists that do not fit the width of a phone. */
const findWideTables = async (page: Page): Promise<string[]> => {
	const captions = await page
		.locator('.scroll-region:has(> .data-table)')
		.evaluateAll((regions) =>
			regions
				.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
				.map((region) => region.querySelector('caption')?.textContent),
		)
	return captions.map((caption) => `the table ${caption} scrolls sideways`)
}

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** A page on a phone in the dark is the same page: what its colours and its width could break is looked for again. */
const looks = {
	light: { width: 1280, rules: levels },
	dark: {
		width: 360,
		rules: ['color-contrast', 'target-size', 'scrollable-region-focusable', 'meta-viewport'],
	},
}

const darkFirst = ['dark', 'light'] as const

/** Shows the open page in other colours and at another width, and waits until it has been laid out so. */
async function show(page: Page, colorScheme: keyof typeof looks): Promise<void> {
	await page.emulateMedia({ colorScheme })
	await page.setViewportSize({ width: looks[colorScheme].width, height: 800 })
	await page.evaluate(
		() =>
			new Promise((resolve) => {
				requestAnimationFrame(() => requestAnimationFrame(resolve))
			}),
	)
}

async function findViolations(page: Page, rules: string[]): Promise<string[]> {
	return page.evaluate(async (runOnly) => {
		const { axe } = window as unknown as {
			axe: {
				run: (
					of: Document,
					options: object,
				) => Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>
			}
		}
		// Only what is found is told, and no rule among these reads style sheets.
		const { violations } = await axe.run(document, {
			runOnly,
			resultTypes: ['violations'],
			preload: { assets: ['media'] },
		})
		return violations.map(
			({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
		)
	}, rules)
}

// The browser renders one page while another is looked at.
describe.concurrent(
	'axe finds nothing, in light and on a phone in the dark, and the policy stops nothing',
	() => {
		test.each(visits)(
			'$who $part',
			async ({ who, paths }) => {
				// A page that does not exist is among them. Nothing moves, so that each look is of colours as they stay.
				const page = await newPage({ reducedMotion: 'reduce' })
				page.removeAllListeners('console')
				const stopped = await watchPolicy(page)
				if (who !== '') {
					const value = await startSessionOf(database.adminPool, await userOf(who))
					const url = server.url.replace('http:', 'https:')
					await page.context().addCookies([{ name: sessionCookie, value, url, secure: true, httpOnly: true }])
				}
				const findings: string[] = []
				await show(page, 'dark')
				for (const [index, path] of paths.entries()) {
					const address =
						(who === '' ? '' : '/a/meridian') +
						path.replaceAll(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? '')
					const response = await page.goto(server.url + address)
					if (!path.includes('no')) expect(response?.status(), address).toBe(200)
					await page.evaluate(axe)
					// Each page opens in the look in which the one before was left, and ends in the other.
					for (const [nth, scheme] of (index % 2 === 0 ? darkFirst : darkFirst.toReversed()).entries()) {
						if (nth > 0) await show(page, scheme)
						const violations = await findViolations(page, looks[scheme].rules)
						findings.push(...violations.map((finding) => `${address} ${scheme} ${finding}`))
						const isWide = await page.evaluate(
							() => document.documentElement.scrollWidth > document.documentElement.clientWidth,
						)
						if (isWide) findings.push(`${address} ${scheme} scrolls sideways`)
						if (scheme === 'dark') findings.push(...(await findWideTables(page)))
					}
					await openEverything(page)
					if (path === '') await openDialogs(page)
					findings.push(...stopped.splice(0))
				}
				expect(findings).toEqual([])
				await page.context().close()
			},
			240_000,
		)
	},
)
