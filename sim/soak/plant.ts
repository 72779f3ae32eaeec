import type { Patch } from "./bundle";
import type { Runner, RunnerMaker } from "./device";
import { EVERY_HOURS, type Lot } from "./world/lot";

/** A known bug that the soak must find: patches of the firmware's source, for the soak alone. */
export interface Plant {
	readonly name: string;
	/** What is wrong then, in a few words. */
	readonly what: string;
	/** The rules of which one is expected to find it (docs/soak.md). */
	readonly rules: readonly string[];
	readonly patches: readonly Patch[];
	/** What its devices are dealt, with the plant and without it; undefined: what the devices of any soak are. */
	readonly lot?: Lot;
}

/** Makes runners whose devices are all dealt `lot`. */
export function dealt(make: RunnerMaker, lot: Lot | undefined): RunnerMaker {
	if (!lot) return make;
	return (): Runner => {
		const runner = make();
		return {
			run: (request, limitMs) => runner.run({ ...request, lot }, limitMs),
			draw: (request) => runner.draw({ ...request, lot }),
			close: () => runner.close(),
		};
	};
}

/** A lot in a few words: "days of 3 sectors: kind, kind". */
export function lotText(lot: Lot | undefined): string {
	if (!lot) return "any";
	const { days, kinds, everyHours, mostHours, sectors, channels, minutes, mean } = lot;
	const parts: string[] = [];
	if (days !== undefined) parts.push(`${days} days`);
	if (sectors !== undefined) parts.push(`${sectors} sectors`);
	if (channels !== undefined) parts.push(`${channels} channels`);
	if (mean) parts.push("rows of several samples");
	if (minutes !== undefined) parts.push(`a row in ${minutes} min`);
	if (kinds) parts.push(`${kinds.join(" ")} every ${everyHours ?? EVERY_HOURS} h`);
	if (mostHours !== undefined) parts.push(`up to ${mostHours} h`);
	return parts.join(", ");
}
