import type { Step } from "console/host";
import type { Assembly } from "firmware/assembly";
import type { Kit } from "firmware/kit";
import type { Monitor } from "firmware/monitor";
import type { Sources } from "firmware/status";
import type { BrokerPlan } from "publisher/plan";

/** How a step went. */
export interface Verdict {
	readonly ok: boolean;
	/** What was found, or what is wrong and what to do; never a secret. */
	readonly text: string;
	/** What comes behind it makes no sense any more. */
	readonly stop?: boolean;
}

/** A step under way. */
export interface StepRun {
	/** Undefined while it takes its time. */
	look(): Verdict | undefined;
	/** What to say when the deadline has passed. */
	late(): string;
	/** Gives back what it holds. Called once, however it ends. */
	close(): void;
}

/** What steps work with. */
export interface StepContext {
	readonly kit: Kit;
	readonly monitor: Monitor;
	/** Safe mode is on. */
	readonly safe: boolean;
	readonly parts: Assembly;
	readonly broker: BrokerPlan;
	readonly sources: () => Sources;
	/** What earlier steps have found. */
	readonly found: { address: string };
}

/** One row of the test. */
export interface StepRow {
	readonly step: Step;
	readonly deadlineMs: number;
	/** Begins the step. What it throws becomes its result. */
	readonly begin: (context: StepContext) => StepRun;
}

/** The rest makes no sense behind this. */
export function failed(text: string): Verdict {
	return { ok: false, text, stop: true };
}

/** A step whose verdict is there at once. */
export function settled(verdict: Verdict): StepRun {
	return { look: () => verdict, late: () => verdict.text, close: () => undefined };
}
