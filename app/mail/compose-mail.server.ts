import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import { escapeHtml, oneLine } from './clean-text.ts'

export type Message = {
	to: string
	/** The action and the date: 'Join Meridian on Contour by 3 Oct 2026'. */
	subject: string
	/** Paragraphs, plain. Names may stand in them as they are: everything is escaped here. */
	paragraphs: readonly string[]
	/** The one button; the address stands in the plain text too. */
	action?: { label: string; url: string }
	/** Who sends this and why; for mails that are not essential also the way out. */
	why: string
	/** The page on which it can be turned off. */
	wayOut?: { label: string; url: string }
}

const button =
	'display:inline-block;padding:10px 18px;border-radius:6px;background:#2c49c6;color:#ffffff;font-weight:600;text-decoration:none'
const page =
	"margin:0;padding:24px;background:#faf8f3;color:#1d1b18;font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:16px;line-height:24px"

/** A message as plain text and simple HTML, both saying the same. */
export function composeMail({ to, subject, paragraphs, action, why, wayOut }: Message): OutboxMail {
	const lines = paragraphs.map((paragraph) => oneLine(paragraph, 2000))
	const reason = oneLine(why, 1000)
	const link = action && { label: oneLine(action.label), url: new URL(action.url).href }
	const out = wayOut && { label: oneLine(wayOut.label), url: new URL(wayOut.url).href }
	const title = oneLine(subject)
	const text = [
		...lines,
		...(link ? [`${link.label}:\n${link.url}`] : []),
		`-- \n${reason}`,
		...(out ? [`${out.label}:\n${out.url}`] : []),
	].join('\n\n')
	const html = [
		`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>`,
		`<body style="${page}"><div style="max-width:36rem;margin:0 auto">`,
		...lines.map((line) => `<p dir="auto" style="margin:0 0 16px">${escapeHtml(line)}</p>`),
		link &&
			`<p style="margin:24px 0"><a href="${escapeHtml(link.url)}" style="${button}">${escapeHtml(link.label)}</a></p>`,
		`<p dir="auto" style="margin:32px 0 0;padding-top:16px;border-top:1px solid #e4dfd5;color:#625c53;font-size:14px;line-height:20px">${escapeHtml(reason)}${out ? ` <a href="${escapeHtml(out.url)}" style="color:#2c49c6">${escapeHtml(out.label)}</a>` : ''}</p>`,
		'</div></body></html>',
	]
	return {
		to: oneLine(to, 254),
		subject: title,
		text: `${text}\n`,
		html: html.filter(Boolean).join('\n'),
		...(out && { unsubscribeUrl: out.url }),
	}
}
