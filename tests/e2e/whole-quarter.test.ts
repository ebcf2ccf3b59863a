import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { expectConsoleError } from '#tests/support/console.ts'
import { expectedFigures, figuresOn, groupFigures } from './quarter-figures.ts'
import { changeTier, makeGroup, typePlan } from './quarter-hr.ts'
import { answer, button, fold, followRefusal, link, says, setQuarterStage, settle } from './quarter-stage.ts'

/*
 * A whole quarter of a company of twelve, from the draft of its cycle to a corrected second version of the result, on screens of
 * 360 px and with keyboards alone. Each test is a chapter that goes on where the one before ended.
 */

const stage = await setQuarterStage()
let cycle = ''

// Nothing is told after a chapter that failed.
let isBroken = false
beforeEach(({ onTestFailed }) => {
	onTestFailed(() => void (isBroken = true))
	if (isBroken) throw new Error('a chapter before this one failed')
})

const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent)
const focusedId = (page: Page) => page.evaluate(() => document.activeElement?.id)
const pairOf = async (name: Parameters<typeof stage.company.participantOf>[0]) =>
	`/check-ins/${await stage.company.participantOf(name)}/agreement`

test('HR plans the quarter, opens it for eleven, and exempts who is on leave', async () => {
	const hanna = await stage.at('Hanna', '/cycles/new', 'New cycle')
	const { page } = hanna
	await hanna.use(button(page, 'Create the cycle'))
	await hanna.arrive(/^Plan of Q/)
	const byHand = { 'Check-ins open': null, 'Results are published': null, 'Newcomers join until': null }
	const days = { 'Review begins': stage.dayIn(10), 'Calibration begins': stage.dayIn(20) }
	await typePlan(hanna, { ...byHand, ...days })
	await hanna.use(button(page, 'Save the plan'))
	await hanna.arrive(/^Q\d/)
	cycle = new URL(page.url()).pathname.replace('/a/quarter', '')
	await says(page, 'The review begins automatically on')
	await hanna.use(button(page, 'Open for 11 people'))
	await says(page, 'People and their managers answer.')

	await hanna.use(link(page, 'People'))
	await hanna.type(page.getByLabel('Person or manager'), 'Fay')
	await hanna.press('Enter')
	await page.waitForURL(/search=Fay/)
	await hanna.use(fold(page, 'Exempt: Fay'))
	await hanna.pick(page.getByLabel('Why?'), 'On leave')
	await hanna.use(button(page, 'Exempt from this cycle'))
	await says(page, 'Fay is exempt from this cycle.')
	await says(page, '0 of 10 eligible')
	await hanna.fits()
	expect(await fold(page, 'Exempt: Fay').count()).toBe(0)
})

test('a mail opens it, whose link leads through signing in to the check-in, which is sent', async () => {
	const opening = await stage.news()
	expect(opening.filter((mail) => !mail.startsWith('Fay'))).toEqual(
		['Ada', 'Ben', 'Cem', 'Dora', 'Emil', 'Eve', 'Hanna', 'Ida', 'Mara', 'Nils'].map((name) =>
			expect.stringMatching(`^${name}: Send your check-in for Q`),
		),
	)
	const ada = await stage.signInByMail('Ada', 'is open: everybody says')
	const { page } = ada
	await ada.use(link(page, 'Start'))
	await ada.arrive('Your check-in')

	// Sent too early, it says what is missing, and leads there.
	expectConsoleError(/status of 400/)
	await ada.use(button(page, 'Send'))
	await followRefusal(ada, 'usesAi')
	await ada.press('Tab')
	expect(await focusedId(page)).toBe('usesAi-yes')
	await answer(ada, [3, 4, 4])
	await ada.type(page.getByLabel('Anything else?'), 'What Ada alone knows')
	await says(page, 'Mara sees all of this once both of you have sent, not before.')
	await ada.use(button(page, 'Send'))
	await says(page, 'Waiting for the other side')
	await ada.fits()
})

test('somebody who comes late is added, and asked at once', async () => {
	await stage.company.add('Gus')
	const hanna = await stage.at('Hanna', `${cycle}?view=people`, /^Q/)
	const { page } = hanna
	await hanna.use(link(page, 'Add somebody late'))
	await hanna.use(button(page, /^Add ?: Gus$/))
	await says(page, 'Gus takes part from now on.')
	await hanna.use(link(page, 'Back to the people'))
	await says(page, '0 of 11 eligible')
	await hanna.fits()
	expect(await stage.news()).toEqual([expect.stringMatching('^Gus: Send your check-in')])
})

test('a manager goes from one to the next, blind, and sends each', async () => {
	await stage.company.send('Ben', 'Ben', [4, 4, 5], 'What Ben alone knows')
	await stage.company.send('Cem', 'Cem', [2, 2, 3])
	const mara = await stage.at('Mara', '/check-ins', 'Check-ins')
	const { page } = mara
	await mara.press('j')
	expect(await focusedText(page)).toBe('Ada')
	await mara.pressTo('Enter', 'Check-in: Ada')
	expect(await page.content()).not.toMatch(/What (Ada|Ben) alone knows/)
	await answer(mara, [3, 3, 4])
	await mara.use(button(page, 'Send and go on to the next'))
	await mara.arrive('Check-in: Ben')
	expect(await page.content()).not.toMatch(/What (Ada|Ben) alone knows/)
	// What is next under the finger is the first question.
	await mara.press('Tab')
	expect(await focusedId(page)).toBe('usesAi-yes')
	await answer(mara, [4, 4, 5])
	await mara.use(button(page, 'Send and go on to the next'))
	await mara.arrive('Check-in: Cem')
	await answer(mara, [2, 3, 4])
	await mara.use(button(page, 'Send'))
	await mara.arrive('Cem')
	await says(page, 'Talk it over, question by question')
})

test('then both sides stand side by side, and are agreed', async () => {
	const mara = await stage.at('Mara', await pairOf('Cem'), 'Cem')
	const { page } = mara
	await mara.pressTo('k', 'Ben')
	await says(page, 'What Ben alone knows')
	await mara.pressTo('k', 'Ada')
	await says(page, 'What Ada alone knows')
	// In one answer, and in the tier.
	expect(await page.getByText('Half a tier apart').count()).toBe(2)

	// Another tier than the one that the answers suggest takes a reason.
	expectConsoleError(/status of 400/)
	await settle(mara, [3, 4, 4])
	await mara.use(fold(page, 'Choose another tier'))
	await mara.choose(page.getByRole('radio', { name: /AI-Building/ }).last())
	await mara.use(button(page, 'Agree'))
	await followRefusal(mara, 'tierReason')
	await mara.type(page.getByLabel('Why this tier?'), 'One feature of the two was begun by hand')
	await mara.use(button(page, 'Agree'))
	await says(page, 'Ada works at tier 1.5')
	await mara.pressTo('j', 'Ben')
	await mara.use(button(page, 'Agree'))
	await says(page, 'Ben works at tier 2.0')
	await mara.pressTo('j', 'Cem')
	await settle(mara, [2, 2, 3])
	await mara.use(button(page, 'Agree and go on to the next'))
	// Gus has sent nothing yet; his manager may be first.
	await mara.arrive('Check-in: Gus')

	const ada = await stage.at('Ada', await pairOf('Ada'), 'Your result')
	await says(ada.page, 'You work at tier 1.5')
	await says(ada.page, 'One feature of the two was begun by hand')
})

test('people are reminded before and after a day, once a day at most; a manager leaves', async () => {
	const { company } = stage
	await company.answerTheRest()
	expect(await stage.news()).toEqual([])
	await stage.pass(6)
	const soon = (name: string) => expect.stringMatching(`^${name}: Send your check-in for .*, due on`)
	expect(await stage.news()).toEqual(['Emil', 'Gus', 'Nils'].map(soon))

	// A manager leaves. Who stands next up the line takes over, and hears of it.
	const hanna = await stage.at('Hanna', `/people/${(await company.idsOf('Nils')).memberId}`, 'Nils')
	await hanna.use(button(hanna.page, 'Mark as left'))
	await says(hanna.page, 'Nils is marked as left')
	await hanna.fits()
	expect(await stage.news()).toEqual([expect.stringMatching('^Eve: Answer for 2 people in Q')])

	await company.send('Gus', 'Gus', [2, 2, 3])
	await stage.pass(4)
	expect(await stage.news()).toEqual([
		expect.stringMatching('^Emil: Send your check-in for .*, which was due on'),
		expect.stringMatching('^Eve: Answer for 2 people in .*, due on'),
		expect.stringMatching('^Mara: Answer for 1 person in .*, due on'),
	])
	expect(await stage.news()).toEqual([])
	const days = stage.told.map(({ to, day }) => `${to} on day ${day}`)
	expect(new Set(days).size).toBe(days.length)
})

test('who stands in for the manager who left answers and agrees, and leads to no dead end', async () => {
	const { company } = stage
	await company.send('Mara', 'Gus', [2, 2, 3])
	await company.agree('Mara', 'Gus', [2, 2, 3])
	const eve = await stage.at('Eve', '/check-ins', 'Check-ins')
	const { page } = eve
	await says(page, 'you stand in for Nils')
	await eve.press('j')
	expect(await focusedText(page)).toBe('Dora')
	await eve.pressTo('Enter', 'Check-in: Dora')
	await says(page, 'You stand in for Nils')
	await answer(eve, [3, 3, 4])
	await eve.use(button(page, 'Send'))
	await eve.arrive('Dora')
	await eve.use(button(page, 'Agree'))
	await says(page, 'Dora works at tier 1.5')
	await eve.pressTo('j', 'Check-in: Emil')

	const dora = await stage.at('Dora', await pairOf('Dora'), 'Your result')
	await says(dora.page, 'Eve stands in for Nils')
})

test('HR compares the results of a team, changes one with a reason, and locks the group', async () => {
	const hanna = await stage.at('Hanna', cycle, /^Q/)
	const { page } = hanna
	await hanna.use(link(page, 'Begin calibration now'))
	await says(page, '9 of 10 people')
	await hanna.use(button(page, 'Begin calibration'))
	await says(page, 'In calibration')
	await hanna.use(link(page, 'Calibration'))
	await hanna.arrive('Calibration')
	await makeGroup(hanna, { name: 'Builders', team: 'Platform' })
	await changeTier(hanna, { of: 'Ben', to: '2.5', reason: 'The same evidence as Mara' })
	await hanna.use(fold(page, 'Lock the group'))
	await hanna.use(button(page, 'Lock Builders'))
	await says(page, 'Builders is locked.')
	await hanna.fits()
	expect(await link(page, /^Change the tier/).count()).toBe(0)
})

test('published, the quarter has the figures that its answers make', async () => {
	const hanna = await stage.at('Hanna', cycle, /^Q/)
	const { page } = hanna
	await hanna.use(link(page, 'Review and publish'))
	await says(page, '1 person will be ‘not assessed’')
	await says(page, '1 exempt and 1 who left are not counted as eligible.')
	expect(await page.getByRole('row', { name: /Emil/ }).count()).toBe(1)
	await hanna.use(button(page, /^Publish Q/))
	await hanna.use(link(page, 'Open the heatmap'))
	await hanna.arrive('Heatmap')
	// Mara 2.5, Ada 1.5, Ben 2.5 as calibrated, Cem and Gus 1: 8.5 divided by 5. With 6.5 and 1.5 of the others 16.5 divided by 9.
	expect(await figuresOn(page)).toEqual(expectedFigures({ platform: '1.7', all: '1.8' }))

	await hanna.reach(link(page, /^Quarter, Engineering/))
	await hanna.press('End')
	expect(await focusedText(page)).toContain('Quarter, All families')
	await hanna.press('Enter')
	await page.waitForURL(/heatmap\/cell/)
	await says(page, 'Tiers of 9 people, 16.5 together, divided by 9.')
	await says(page, '5 of 9 assessed.')
	await says(page, '9 of 10 eligible people are assessed, 90%.')
	await hanna.fits()

	// Who sees groups only sees the one that is large enough.
	const ida = await stage.at('Ida', '/heatmap', 'Heatmap')
	expect(await figuresOn(ida.page)).toEqual(groupFigures)

	const ben = await stage.at('Ben', '', 'Hello, Ben')
	await ben.use(link(ben.page, 'The whole result'))
	await ben.arrive('Your result')
	await says(ben.page, 'You work at tier 2.5')
	await says(ben.page, 'The same evidence as Mara')
	await ben.use(link(ben.page, 'Your progress'))
	await ben.arrive('Your progress')
	await says(ben.page, 'Write detailed specifications with constraints')
})

test('one person is reopened, corrected, and published as a second version', async () => {
	const hanna = await stage.at('Hanna', `${cycle}?view=people`, /^Q/)
	const { page } = hanna
	await hanna.use(link(page, 'Cem'))
	await hanna.arrive('Cem')
	await hanna.use(link(page, 'Reopen'))
	await hanna.pick(page.getByLabel('What is given back'), 'Only the agreement')
	await hanna.type(page.getByLabel('Why?'), 'Others’ answers were recorded')
	await hanna.use(button(page, 'Reopen'))
	await says(page, '0 of 1 reopened person has agreed anew.')
	await hanna.fits()

	const mara = await stage.at('Mara', '/check-ins', 'Check-ins')
	await mara.use(link(mara.page, 'Cem'))
	await mara.arrive('Cem')
	await says(mara.page, 'Others’ answers were recorded')
	await settle(mara, [4, 4, 4])
	await mara.use(button(mara.page, 'Agree anew'))
	await says(mara.page, 'Cem works at tier 2.0')

	await page.reload()
	await hanna.arrive(/^Corrections/)
	await says(page, '1 result differs from what is published.')
	await hanna.use(button(page, 'Publish version 2'))
	await hanna.use(link(page, 'Version 2'))
	await hanna.arrive('Heatmap')
	// Cem at 2 in place of 1: 9.5 divided by 5, and 17.5 divided by 9.
	expect(await figuresOn(page)).toEqual(expectedFigures({ platform: '1.9', all: '1.9' }))
	const cycles = page.getByLabel('Cycle', { exact: true })
	await hanna.pick(cycles, await cycles.locator('option').last().innerText())
	await hanna.use(button(page, 'Show'))
	await says(page, 'This is an earlier version.')
	expect(await figuresOn(page)).toEqual(expectedFigures({ platform: '1.7', all: '1.8' }))

	// One person’s change would tell their result to who sees groups: they keep the first version.
	const ida = await stage.at('Ida', '/heatmap', 'Heatmap')
	expect(await figuresOn(ida.page)).toEqual(groupFigures)
	await says(ida.page, 'You see this version until the corrected one differs for enough people')

	const cem = await stage.at('Cem', await pairOf('Cem'), 'Your result')
	await says(cem.page, 'You work at tier 2.0')
})
