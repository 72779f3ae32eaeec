import { equal, ok } from "harness";
import type { Value } from "settings/schema";
import { Settings } from "settings/settings";

/** What `key` makes of each of these: the value, or undefined when it is refused with a line. */
export function takes(key: string, cases: readonly (readonly [given: unknown, value: Value | undefined])[]): void {
	for (const [given, value] of cases) {
		const settings = new Settings();
		const error = settings.set(key, given);
		const what = `${key} = ${String(JSON.stringify(given)).slice(0, 60)}`;
		equal(error === undefined, value !== undefined, `${what}: ${error}`);
		if (value !== undefined) equal(settings.get(key), value, what);
		else ok(error?.startsWith(`${key}: allowed is `), `${what}: ${error}`);
	}
}

/** What no setting takes. */
export const NOTHING: readonly (readonly [unknown, undefined])[] = [
	[null, undefined],
	[undefined, undefined],
	[[], undefined],
	[["1"], undefined],
	[{}, undefined],
	[() => 1, undefined],
	[Symbol("1"), undefined],
];
