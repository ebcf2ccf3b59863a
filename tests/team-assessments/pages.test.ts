import { expect, test } from 'vitest'
import type { Person } from '#tests/check-ins/company.ts'
import { fieldsOf, startSessionOf, visit } from '#tests/check-ins/visitor.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { checks, foundTeams, rungs } from './team-company.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)

let companies = 0
async function found() {
	const slug = `pages-${++companies}`
	const teams = await foundTeams(database.adminPool, slug)
	const as = async (person: Person) => {
		const token = await startSessionOf(database.adminPool, person.userId)
		const visitor = visit(`${server.url}/a/${slug}`, token)
		return {
			page: async (path: string) => {
				const { status, text } = await visitor.get(path)
				expect(status, path).toBe(200)
				return text.replaceAll('<!-- -->', '')
			},
			status: async (path: string) => (await visitor.get(path)).status,
			post: visitor.post,
		}
	}
	const all = `/teams/${teams.atlas}/assessments`
	return { ...teams, slug, as, all }
}

/** Where an answer leads, below the account. */
const pathOf = (slug: string, location: string | null) => (location ?? '').replace(`/a/${slug}`, '')

const formOf = async (page: string) => fieldsOf(page)

test('from the first view to what is agreed, without a script', async () => {
	const { slug, as, all, atlas, lead, ada, ben, hr, company } = await found()
	const [asLead, asAda, asBen, asHr] = [await as(lead), await as(ada), await as(ben), await as(hr)]
	const begun = await asAda.post(all, { framework: 'five-ai-coding-levels' })
	expect(begun.status).toBe(303)
	const path = pathOf(slug, begun.location)
	const form = await asAda.page(path)
	expect(form).toContain('The source has no questionnaire for teams. These checks are Contour’s')
	for (const { text } of checks) expect(form).toContain(text.replaceAll('&', '&amp;'))
	// The definition of a level is the source's; the checks below it are not.
	const [level = '', ownChecks = ''] = /id="level-1".*?id="level-2"/s.exec(form)?.[0].split('<h3') ?? []
	expect([level, ownChecks].map((part) => part.includes('Added by Contour'))).toEqual([false, true])

	// Without a level it stays as it was typed, with the place that lacks something.
	const fields = { ...(await formOf(form)), 'verdict:checks.lifecycle': 'not', note: 'We lack a registry' }
	const refused = await asAda.post(path, { ...fields, intent: 'send' })
	expect(refused.status).toBe(400)
	expect(refused.text).toContain('href="#claimed"')
	expect(refused.text).toContain('We lack a registry')
	expect(refused.text).toMatch(
		/id="verdict:checks.lifecycle-not"[^>]*checked|checked[^>]*id="verdict:checks.lifecycle-not"/,
	)
	expect((await asAda.post(path, { ...fields, claimed: '3', intent: 'send' })).location).toBe(
		`/a/${slug}${path}`,
	)
	expect(await asAda.page(path)).toContain('Your view is in, and locked')

	for (const reader of [asLead, asBen, asHr]) {
		const text = await reader.page(path)
		expect(text).toContain('1 of 3 views are in')
		expect(text).not.toContain('We lack a registry')
	}
	const ofBen = { ...(await formOf(await asBen.page(path))), 'verdict:checks.lifecycle': 'met' }
	await asBen.post(path, { ...ofBen, claimed: '2', intent: 'send' })
	expect(await asLead.page(path)).toContain('Reveal with 2 of 3')
	expect((await asLead.post(path, { intent: 'reveal', inputs: '1' })).status).toBe(409)
	expect((await asAda.post(path, { intent: 'reveal', inputs: '2' })).status).toBe(404)
	expect((await asLead.post(path, { intent: 'reveal', inputs: '2' })).status).toBe(303)
	// Who publishes is told what would stay without a result.
	const publishing = `/cycles/${company.cycleId}?view=publish`
	expect(await asHr.page(publishing)).toContain('One team assessment is not agreed on')

	const compared = await asLead.page(path)
	expect(compared).toContain('We lack a registry')
	// What they differ on comes first, and is open.
	const lifecycle = checks.find(({ key }) => key === 'checks.lifecycle')
	const order = checks.toSorted((a, b) => compared.indexOf(`>${a.text}<`) - compared.indexOf(`>${b.text}<`))
	expect(order[0]).toBe(lifecycle)
	expect(compared).toContain('Some see level 3 or more, and the minimal MLOps stack is not shown')
	expect(await asHr.page(path)).not.toContain('We lack a registry')

	const check = await formOf(compared)
	const evidence = { evidenceText: 'A registry', evidenceUrl: 'ftp://registry' }
	const answer = { ...check, ...evidence, 'verdict:checks.lifecycle': 'met', intent: 'check' }
	const wrong = await asLead.post(path, answer)
	expect([wrong.status, wrong.text.includes('A link starts with https:// or http://.')]).toEqual([400, true])
	const days = { evidenceDate: '2026-01-31', evidenceExpires: '2099-12-30' }
	const right = await asLead.post(path, { ...answer, ...days, evidenceUrl: 'wiki.example.com/registry' })
	expect(right.status).toBe(303)
	const after = await asLead.page(path)
	expect(after).toContain('1 of 30 agreed')
	expect(await asLead.page(`${path}?check=checks.lifecycle`)).toMatch(
		/31 Jan(uary)? 2026 · holds until 30 Dec(ember)? 2099/,
	)

	// Who gave a piece takes it off again, and so does who agrees.
	const offers = async (reader: typeof asAda, text: string) =>
		(await reader.page(`${path}?check=checks.lifecycle`)).includes(`Take off<span class="sr-only">: ${text}<`)
	const form2 = await formOf(await asAda.page(`${path}?check=checks.lifecycle`))
	const ofAda = { ...form2, intent: 'evidence', evidenceText: 'My note' }
	expect((await asAda.post(path, ofAda)).status).toBe(303)
	expect([await offers(asAda, 'My note'), await offers(asBen, 'My note')]).toEqual([true, false])
	expect([await offers(asLead, 'My note'), await offers(asAda, 'A registry')]).toEqual([true, false])
	const [, evidenceId = ''] =
		/name="evidenceId" value="([^"]+)"/.exec(await asAda.page(`${path}?check=checks.lifecycle`)) ?? []
	const removal = { checkKey: 'checks.lifecycle', evidenceId, intent: 'remove' }
	expect((await asBen.post(path, removal)).status).toBe(404)
	expect((await asAda.post(path, removal)).status).toBe(302)
	expect(await offers(asLead, 'My note')).toBe(false)
	const stale = await asLead.post(path, {
		...answer,
		evidenceUrl: '',
		evidenceText: '',
		idempotencyKey: 'another-click',
	})
	expect([stale.status, stale.text.includes('Somebody else saved something meanwhile')]).toEqual([409, true])

	// That a check does not apply is a proposal until somebody else has confirmed it, and leads them to it.
	const last = checks.at(-1)?.key ?? ''
	const open = await formOf(await asLead.page(`${path}?check=${last}`))
	await asLead.post(path, { ...open, [`verdict:${last}`]: 'not_applicable', intent: 'check' })
	const asked = await asAda.page(path)
	expect(asked).toContain('Proposed: Does not apply')
	expect(asked).toContain('Confirm that it does not apply')
	expect(await asLead.page(path)).toContain('1 of 30 agreed')
	const proposal = { checkKey: last, proposedById: lead.memberId, proposedNote: '' }
	expect((await asAda.post(path, { ...proposal, intent: 'review' })).status).toBe(303)
	const confirmed = await asLead.page(path)
	expect(confirmed).toContain('Agreed: Does not apply')
	expect(confirmed).toContain('2 of 30 agreed')

	expect((await asAda.post(path, { ...(await formOf(after)), intent: 'agree' })).status).toBe(404)
	const whole = await formOf(confirmed)
	const without = await asLead.post(path, { ...whole, claimed: '', intent: 'agree' })
	expect(without.text).toContain('Choose the level that the team claims.')
	const agreed = await asLead.post(path, { ...whole, claimed: '3', intent: 'agree' })
	expect(agreed.status).toBe(303)
	expect(await asHr.page(publishing)).not.toContain('not agreed on')
	const result = await asHr.page(path)
	expect(result).toContain('No level is shown yet; 4 checks stand before level 1.')
	expect(result).toContain('https://wiki.example.com/registry')
	expect(result).not.toContain('We lack a registry')
	const ofTeam = await asHr.page(all)
	expect(ofTeam).toContain('Claimed level 3 · shown none yet')
	// Both pages of the team join what stands before the next level, its metrics and its plans.
	for (const joined of [ofTeam, await asHr.page(`/teams/${atlas}`)]) {
		const [, next = ''] = /Before AI coding level 1<(.*?)Why, check by check/s.exec(joined) ?? []
		expect(next.match(/nothing agreed yet/g)).toHaveLength(3)
		expect(next).toContain('and 1 more check<')
		for (const part of ['No values yet', 'Import values', 'No plan yet', 'Begin a plan'])
			expect(joined).toContain(part)
	}
	const ofMember = await asBen.page(all)
	expect(ofMember).toContain('Who leads the team, or HR, begins one.')
	expect(['Begin a plan', 'Import values'].filter((part) => ofMember.includes(part))).toEqual([])

	// Ada said level 3, and the team does not.
	expect(await asLead.page(path)).toContain('Level 3 or more is claimed')
	await asLead.post(path, { intent: 'resume' })
	await asLead.post(path, { ...(await formOf(await asLead.page(path))), claimed: '2', intent: 'agree' })
	const lower = await asLead.page(path)
	expect(lower).toContain('Agreed on')
	expect(lower).not.toContain('Level 3 or more is claimed')
})

test('the ladder shows each rung with its trap and the way out, and that the top is no default', async () => {
	const { slug, as, all, lead } = await found()
	const asLead = await as(lead)
	const path = pathOf(slug, (await asLead.post(all, { framework: 'agentic-engineering-ladder' })).location)
	const form = await asLead.page(path)
	for (const { trap } of rungs) {
		expect(form).toContain(trap.name)
		expect(form).toContain(trap.wayOut)
	}
	expect(form).toContain('rung 6 least of all')
	const refused = await asLead.post(path, { ...(await formOf(form)), rung: '4', intent: 'send' })
	expect(refused.text).toContain('href="#trapRecognized"')
	const fields = { ...(await formOf(form)), rung: '4', trapRecognized: 'yes' }
	await asLead.post(path, { ...fields, intent: 'send' })
	await asLead.post(path, { intent: 'reveal', inputs: '1' })
	const agreement = await formOf(await asLead.page(path))
	const unsaid = await asLead.post(path, { ...agreement, trapRecognized: '', intent: 'agree' })
	expect([unsaid.status, unsaid.text.includes('href="#trapRecognized"')]).toEqual([400, true])
	await asLead.post(path, { ...agreement, intent: 'agree' })
	const result = await asLead.page(path)
	expect(result).toContain('The team recognizes the trap of its rung')
	expect(result).toContain(rungs[3]?.trap.wayOut)
	expect(await asLead.page(all)).toContain('Rung 4 · Workflows')
})

test('HR marks teams one by one and all at once, and a team that is no product team begins no levels', async () => {
	const { slug, as, all, atlas, hr, lead, other } = await found()
	const asHr = await as(hr)
	const list = await asHr.page('/teams/lenses')
	expect(list).toContain(`id="builds-${atlas}"`)
	expect(list).toContain(`value="${atlas} yynn"`)
	const body = { team: `${atlas} yynn`, regulated: atlas }
	const saved = await asHr.post('/teams/lenses', body)
	expect(saved.location).toBe(`/a/${slug}/teams/lenses`)
	const stale = await asHr.post('/teams/lenses', { ...body, builds: atlas })
	expect([stale.status, stale.text.includes('Somebody else changed Atlas meanwhile')]).toEqual([409, true])
	const asLead = await as(lead)
	expect(await asLead.page(all)).toContain('This lens does not apply to the team.')
	const refused = await asLead.post(all, { framework: 'five-ai-coding-levels' })
	expect([refused.status, refused.text.includes('does not apply to the team any more')]).toEqual([400, true])

	const marks = await formOf(await asHr.page(`/teams/${atlas}`))
	expect((await asHr.post(`/teams/${atlas}`, { ...marks, intent: 'marks', builds: 'on' })).status).toBe(303)
	const team = await asHr.page(`/teams/${atlas}`)
	expect(team).toContain('Three lenses, side by side')
	expect((await asLead.post(all, { framework: 'five-ai-coding-levels' })).status).toBe(303)
	expect(await (await as(other)).status(all)).toBe(404)
	expect(await asLead.status('/teams/lenses')).toBe(404)
})

test('each team scale has a heatmap of its own, which counts the teams that its reader sees', async () => {
	const { slug, as, all, lead, other, executive, atlas, borealis, division } = await found()
	const [asLead, asOther, asExecutive] = [await as(lead), await as(other), await as(executive)]
	expect(await asExecutive.page('/heatmap?lens=rungs')).toContain('No team is assessed yet')
	const ladder = { framework: 'agentic-engineering-ladder' }
	const path = pathOf(slug, (await asLead.post(all, ladder)).location)
	const fields = { ...(await formOf(await asLead.page(path))), rung: '4', trapRecognized: 'yes' }
	await asLead.post(path, { ...fields, intent: 'send' })
	await asLead.post(path, { intent: 'reveal', inputs: '1' })
	await asLead.post(path, { ...(await formOf(await asLead.page(path))), intent: 'agree' })
	await asOther.post(`/teams/${borealis}/assessments`, ladder)

	const rows = (text: string) =>
		[...text.matchAll(/<th scope="row">(.*?)<\/tr>/gs)].map(([, row = '']) =>
			row
				.replaceAll(/<[^>]*>/g, ' ')
				.replaceAll(/\s+/g, ' ')
				.trim(),
		)
	const whole = await asExecutive.page('/heatmap?lens=rungs')
	expect(whole).toContain('running: what teams have agreed so far')
	expect(whole).not.toContain('of the teams that you see')
	const top = rows(whole)
	expect(top).toHaveLength(2)
	for (const row of top) expect(row).toMatch(/1 of 2 agreed .*1 of 1 team\b/)
	expect(top[1]).toMatch(/^Division/)
	const below = rows(await asExecutive.page(`/heatmap?lens=rungs&node=${division}`))
	expect(below.map((row) => row.split(' ')[0])).toEqual(['Division', 'Atlas', 'Borealis'])
	expect(below[2]).toMatch(/0 of 1 agreed/)
	// A team with teams below leads to these, and from there to what it agreed itself.
	const ownOf = (text: string) => text.includes('Assessments of the team itself')
	expect(ownOf(await asExecutive.page(`/heatmap?lens=rungs&node=${atlas}`))).toBe(true)
	expect(ownOf(await asExecutive.page(`/heatmap?lens=rungs&node=${division}`))).toBe(false)
	// Who sees one team counts that one.
	const seen = await asOther.page('/heatmap?lens=rungs')
	expect(seen).toContain('of the teams that you see')
	const own = rows(seen)
	for (const row of own) expect(row).toMatch(/0 of 1 agreed/)
	expect(await asOther.status(`/heatmap?lens=rungs&node=${atlas}`)).toBe(404)
	expect(await asOther.status('/heatmap?lens=levels')).toBe(200)
	expect(await asOther.status('/heatmap?lens=tiers')).toBe(404)

	// What is exported is what is shown, to whom it is shown.
	const csvOf = async (visitor: typeof asOther, page: string) => {
		const link = / href="[^"]*(\/heatmap\.csv\?[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
		return (await visitor.page(link)).trim().split(/\r?\n/)
	}
	const [head, ...counted] = await csvOf(
		asExecutive,
		await asExecutive.page(`/heatmap?lens=rungs&node=${division}`),
	)
	expect(head).toBe(
		'cycle,phase,as_of,framework,teams_counted,team_id,team,is_total,teams_begun,teams_agreed,at_rung_1,at_rung_2,at_rung_3,at_rung_4,at_rung_5,at_rung_6',
	)
	const figures = counted.map((line) => line.split(',').slice(4).join(','))
	expect(figures).toEqual([
		`all,${division},Division,yes,2,1,0,0,0,1,0,0`,
		`all,${atlas},Atlas,no,1,1,0,0,0,1,0,0`,
		`all,${borealis},Borealis,no,1,0,0,0,0,0,0,0`,
	])
	const [, ...ofOther] = await csvOf(asOther, seen)
	for (const line of ofOther) expect(line).toMatch(/,seen,[^,]*,[^,]*,(yes|no),1,0,0,0,0,0,0,0$/)
	expect(ofOther).toHaveLength(own.length)
	expect(await asOther.status(`/heatmap.csv?lens=rungs&node=${atlas}`)).toBe(404)
	expect(await asOther.status('/heatmap.csv?lens=tiers')).toBe(404)
})

test('home names every assessment that waits, the first ones at once', async () => {
	const { as, lead, company } = await found()
	await database.adminPool.query(
		`WITH added AS (INSERT INTO team (account_id, name, lead_id, builds_product_features, is_engineering)
			SELECT $1, 'Squad ' || n, $2, true, true FROM generate_series(1, 4) n RETURNING id, name)
		 INSERT INTO cycle_team (account_id, cycle_id, team_id, lead_id, name) SELECT $1, $3, id, $2, name FROM added`,
		[company.accountId, lead.memberId, company.cycleId],
	)
	const [, at = '', more = ''] =
		/Team assessments<(.*?)<summary[^>]*>And 4 more<(.*?)<\/details>/s.exec(
			await (await as(lead)).page(''),
		) ?? []
	const named = (part: string) => part.match(/(AI coding level|Agentic ladder): <bdi>/g)?.length
	expect([named(at), named(more)]).toEqual([6, 4])
})
