/** Hours from one fault to the next, where a lot does not say so. */
export const EVERY_HOURS = 6;

/** What devices are dealt, so that one known bug shows soon: every device of any soak could draw it, but seldom. What is left out is drawn as ever. */
export interface Lot {
	/** How long each device lives. */
	readonly days?: number;
	/** Faults are of these kinds alone, each as likely as the others. */
	readonly kinds?: readonly string[];
	/** With `kinds`: hours from one fault to the next, on average; EVERY_HOURS by default. Faults may overlap. */
	readonly everyHours?: number;
	/** With `kinds`: the longest that one lasts, where its kind lasts at all; as its kind says by default. */
	readonly mostHours?: number;
	/** Sectors of the journal's flash. */
	readonly sectors?: number;
	/** Channels of the device. */
	readonly channels?: number;
	/** Rows sum up several samples each. */
	readonly mean?: boolean;
	/** Minutes from row to row. */
	readonly minutes?: number;
}
