import { useEffect, useId, useState } from 'react'
import { Check, Copy } from 'lucide-react'
import { Button } from './button.tsx'

type Props = { label: string; value: string }

/** A value to take away: selectable text always, a button to copy it once JavaScript is there. */
export function CopyField({ label, value }: Props) {
	const id = useId()
	const [state, setState] = useState<'off' | 'ready' | 'copied' | 'failed'>('off')
	useEffect(() => setState('ready'), [])
	const copy = () => {
		navigator.clipboard.writeText(value).then(
			() => setState('copied'),
			() => setState('failed'),
		)
	}
	return (
		<div className="flex flex-col gap-1.5">
			<label htmlFor={id} className="text-sm font-medium">
				{label}
			</label>
			<div className="flex gap-2">
				<input
					id={id}
					readOnly
					value={value}
					onFocus={(event) => event.currentTarget.select()}
					className="control min-w-0 flex-1 font-mono"
				/>
				{state !== 'off' && (
					<Button type="button" variant="secondary" icon={state === 'copied' ? Check : Copy} onClick={copy}>
						{state === 'copied' ? 'Copied' : 'Copy'}
					</Button>
				)}
			</div>
			<span role="status" className={state === 'failed' ? 'text-sm text-muted' : 'sr-only'}>
				{state === 'copied' && 'Copied to the clipboard.'}
				{state === 'failed' && 'The browser did not allow it: select the text and copy it by hand.'}
			</span>
		</div>
	)
}
