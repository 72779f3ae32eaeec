/** Hours of a day: from `from` (0 to 23) up to, but without, `to` (1 to 24). Over midnight when `to` is not after `from`. */
export interface Hours {
	readonly from: number;
	readonly to: number;
}

const DAYS: readonly string[] = Object.freeze(["sun", "mon", "tue", "wed", "thu", "fri", "sat"]);
const MINUTES_MIN = -12 * 60;
const MINUTES_MAX = 14 * 60;

/** `6-20`, `22-5`; undefined when it is none of that form, or leaves no hour. */
export function parseHours(text: string): Hours | undefined {
	const match = /^(\d{1,2})-(\d{1,2})$/.exec(text);
	if (!match) return undefined;
	const from = Number(match[1]);
	const to = Number(match[2]);
	return from <= 23 && to <= 24 && from !== to ? { from, to } : undefined;
}

/** `mon-fri`, `sat,sun`, `fri-mon,wed`: a bit a day, Sunday the lowest; undefined when it is none of that form. */
export function parseDays(text: string): number | undefined {
	let mask = 0;
	for (const piece of text.split(",")) {
		const [first, last = first, ...more] = piece.split("-");
		const from = DAYS.indexOf(first);
		const to = DAYS.indexOf(last);
		if (from < 0 || to < 0 || more.length > 0) return undefined;
		for (let day = from; ; day = (day + 1) % 7) {
			mask |= 1 << day;
			if (day === to) break;
		}
	}
	return mask;
}

/** `+1`, `-3:30`, `5:45`, `0`: minutes to add to UTC, -12 to 14 hours; undefined when it is none of that form. */
export function parseZone(text: string): number | undefined {
	const match = /^([+-]?)(\d{1,2})(?::(\d{2}))?$/.exec(text);
	if (!match || Number(match[3] ?? 0) > 59) return undefined;
	const minutes = (Number(match[2]) * 60 + Number(match[3] ?? 0)) * (match[1] === "-" ? -1 : 1);
	return minutes >= MINUTES_MIN && minutes <= MINUTES_MAX ? minutes : undefined;
}
