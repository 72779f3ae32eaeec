/** How the voltage of one cell falls while it is emptied. */
export interface Discharge {
	/** V of one cell, rising. */
	readonly volts: readonly number[];
	/** What is left at each, in %. */
	readonly percents: readonly number[];
	/** V that one cell has at most, while it is charged. */
	readonly most: number;
}

/** Lithium polymer and lithium ion: "LiPo Voltage Chart", blog.ampow.com/lipo-voltage-chart, at every second of its steps and its knee. */
const LIPO: Discharge = Object.freeze({
	volts: Object.freeze([3.27, 3.61, 3.69, 3.73, 3.77, 3.8, 3.84, 3.87, 3.95, 4.02, 4.11, 4.2]),
	percents: Object.freeze([0, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]),
	most: 4.25,
});

/** Lithium iron phosphate: the open circuit voltages that the Meshtastic firmware uses (src/power.h, CELL_TYPE_LIFEPO4). */
const LIFEPO4: Discharge = Object.freeze({
	volts: Object.freeze([3.0, 3.12, 3.2, 3.23, 3.25, 3.26, 3.27, 3.29, 3.32, 3.35, 3.4]),
	percents: Object.freeze([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]),
	most: 3.65,
});

/** Lead acid, at rest: "Battery State Of Charge Chart", batterytools.net, 11.7 to 12.7 V of six cells in equal steps. */
const LEAD: Discharge = Object.freeze({
	volts: Object.freeze([1.95, 2.1167]),
	percents: Object.freeze([0, 100]),
	most: 2.45,
});

/** Alkaline, at a small load: "Alkaline percentage table", candlepowerforums.com, thread 263582, after the makers' low-rate curves. */
const ALKALINE: Discharge = Object.freeze({
	volts: Object.freeze([0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.6]),
	percents: Object.freeze([0, 10, 20, 50, 85, 95, 100]),
	most: 1.65,
});

/** The curve of a cell by its name in the settings; undefined for one that is not known. */
export function dischargeOf(cell: string): Discharge | undefined {
	switch (cell) {
		case "lipo":
			return LIPO;
		case "lifepo4":
			return LIFEPO4;
		case "lead":
			return LEAD;
		case "alkaline":
			return ALKALINE;
		default:
			return undefined;
	}
}

/** What is left in a cell of so many V, in %: on straight lines between the points of its curve, 0 and 100 beyond its ends. */
export function percentOf({ volts, percents }: Discharge, cell: number): number {
	const last = volts.length - 1;
	if (cell <= volts[0]) return percents[0];
	if (cell >= volts[last]) return percents[last];
	let i = 1;
	while (cell > volts[i]) i++;
	const share = (cell - volts[i - 1]) / (volts[i] - volts[i - 1]);
	return percents[i - 1] + share * (percents[i] - percents[i - 1]);
}
