import type { ReactNode } from 'react'
import { Search } from 'lucide-react'
import { Form, Link, useLocation } from 'react-router'
import { Button } from './button.tsx'

type Props = {
	/** Small controls with labels: `<SelectField controlSize="small" …/>`. */
	children: ReactNode
	/** The parameters that the controls set: all others but the page are carried along. */
	names: readonly string[]
	/** Parameters that go by another name from here on: what they say may not hold for what is chosen. */
	renames?: Readonly<Record<string, string>>
	label?: string
	submitLabel?: string
	clearLabel?: string
	/** At the far end: an export of exactly what is filtered. */
	actions?: ReactNode
}

/** A GET form over the URL. A change of the filter goes back to the first page and keeps the sorting. */
export function FilterForm({
	children,
	names,
	renames = {},
	label = 'Filter',
	submitLabel = 'Apply',
	clearLabel = 'Clear',
	actions,
}: Props) {
	const { search } = useLocation()
	const params = new URLSearchParams(search)
	const carried = [...params]
		.filter(([name]) => name !== 'page' && !names.includes(name))
		.map(([name, value]) => [renames[name] ?? name, value] as const)
	const filtered = names.some((name) => params.get(name))
	const cleared = `?${new URLSearchParams(carried.map(([name, value]) => [name, value]))}`
	return (
		<Form
			method="get"
			role="search"
			aria-label={label}
			data-print="hide"
			// The URL is the state: what it says replaces what was typed.
			key={names.map((name) => params.getAll(name).join()).join('&')}
			className="flex flex-wrap items-end gap-3"
		>
			{carried.map(([name, value]) => (
				<input key={`${name} ${value}`} type="hidden" name={name} value={value} />
			))}
			<div className="flex min-w-0 flex-1 basis-full flex-wrap items-end gap-3 sm:basis-96 *:min-w-36 max-sm:*:flex-1 sm:*:max-w-64">
				{children}
				<div className="flex min-w-0! flex-none! gap-1">
					<Button variant="secondary" size="small" icon={Search}>
						{submitLabel}
					</Button>
					{filtered && (
						<Link to={cleared} className="button" data-variant="quiet" data-size="small">
							{clearLabel}
						</Link>
					)}
				</div>
			</div>
			{actions && <div className="flex flex-wrap gap-2">{actions}</div>}
		</Form>
	)
}
