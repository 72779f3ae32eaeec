import { counted, duration } from "console/commands/shown";

/** What waits: `3 rows, the oldest 2 h 5 min old; sent within 1 min 4 s once connected`. */
export function backlogWords(now: {
	readonly kept: number;
	readonly oldestAgoMs: number;
	readonly drainMs: number;
}): string {
	const { kept, oldestAgoMs } = now;
	if (kept === 0) return "0 rows";
	const oldest = oldestAgoMs < 0 ? "" : `, the oldest ${duration(oldestAgoMs)} old`;
	return `${counted(kept, "row")}${oldest}; ${drainWords(now.drainMs)}`;
}

/** When a backlog is sent. */
export function drainWords(drainMs: number): string {
	if (drainMs < 0) return "all sent: never at this interval";
	return drainMs === 0 ? "all sent at once when connected" : `all sent in ${duration(drainMs)} when connected`;
}

/** What was lost: `lost: 99 rows (journal full), 2 (unreadable)`. `evicted`: rows that had to go for want of room. */
export function lossWords(
	{ spoilt, unconfirmed }: { readonly spoilt: number; readonly unconfirmed: number },
	evicted: number,
): string {
	const parts: string[] = [];
	if (evicted > 0) parts.push(`${counted(evicted, "row")} for want of room`);
	if (spoilt > 0) parts.push(`${counted(spoilt, "row")} unreadable in flash`);
	if (unconfirmed > 0) parts.push(`${counted(unconfirmed, "row")} never confirmed`);
	return parts.length === 0 ? "nothing was lost" : `lost: ${parts.join(", ")}`;
}

/** A share of 0 to 1 in whole percent: 0 and 100 only when it is just that. */
export function percent(share: number): number {
	if (share <= 0) return 0;
	return share >= 1 ? 100 : Math.min(99, Math.max(1, Math.round(share * 100)));
}
