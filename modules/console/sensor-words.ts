import { SensorHealth } from "console/sensor-state";

/** What programs know each Fault by, in the order of its numbers. */
export const FAULT_NAMES: readonly string[] = Object.freeze([
	"none",
	"absent",
	"busy",
	"checksum",
	"range",
	"timeout",
	"stuck",
	"busStuck",
	"defective",
]);

/** A word for a sensor's health, for people and programs. */
export function healthWord(health: SensorHealth): string {
	switch (health) {
		case SensorHealth.Unknown:
			return "unknown";
		case SensorHealth.Good:
			return "good";
		case SensorHealth.Shaky:
			return "shaky";
		case SensorHealth.Failing:
			return "failing";
		default:
			health satisfies never;
			return "unknown";
	}
}

/** `checksum 3, timeout 1`: how often each kind was; "" for none at all. */
export function faultCounts(counts: readonly number[]): string {
	const parts: string[] = [];
	for (let fault = 1; fault < counts.length; fault++)
		if (counts[fault] > 0) parts.push(`${FAULT_NAMES[fault]} ${counts[fault]}`);
	return parts.join(", ");
}
