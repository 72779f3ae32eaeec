const FORM = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/;

/**
 * Reads ISO 8601, with a space for the T too (the vendor's own example has one), in whole seconds; without a zone it is UTC. Returns
 * milliseconds since 1970, or undefined when it is not such a time.
 */
export function parseTime(text: string): number | undefined {
	const found = FORM.exec(text);
	if (!found) return undefined;
	const [, date, minutes, seconds = ":00", zone = "Z"] = found;
	const offset = zone === "UTC" || zone === "Z" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
	const time = Date.parse(`${date}T${minutes}${seconds}${offset}`);
	const day = Date.parse(`${date}T00:00:00Z`);
	// Date.parse takes 30 February for 1 March.
	if (Number.isNaN(time) || Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== date) return undefined;
	return time;
}

/** A time as ThingSpeak's JSON has it: `2026-06-01T12:00:00Z`. */
export function toIso(time: number): string {
	return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** A time as ThingSpeak's CSV has it: `2026-06-01 12:00:00 UTC`. */
export function toCsvTime(time: number): string {
	return `${toIso(time).slice(0, 19).replace("T", " ")} UTC`;
}
