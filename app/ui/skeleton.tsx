import { cx } from './cx.ts'

/** A grey stand-in for what is coming, in its true size: give it height and width by class. */
export function Skeleton({ className }: { className?: string }) {
	return <div aria-hidden className={cx('skeleton', className)} />
}
