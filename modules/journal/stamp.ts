/** A row so far behind the stamp before it means that the clock was plainly wrong then: the order starts anew from here. */
const STEP_BACK_S = 86_400;

/**
 * The stamp of a row, in seconds since 1970, that was sampled at `sampled`, behind one with the stamp `before` (0 for none): strictly rising,
 * since ThingSpeak drops a second update with the same created_at. When the clock was far ahead and has been put right, the stamps go back
 * with it: one wrong answer must not spoil them for good. What has a stamp by this rule keeps it when the rule is applied again.
 */
export function stampOf(sampled: number, before: number): number {
	return sampled < before - STEP_BACK_S ? sampled : Math.max(sampled, before + 1);
}
