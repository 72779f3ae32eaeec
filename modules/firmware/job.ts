import type { Task } from "console/host";
import type { Alarm, Clock } from "core/clock";
import { Guard } from "core/guard";

/** How often a job looks at what it waits for. */
export const LOOK_MS = 100;

/** What a job is given. */
export interface JobOptions {
	readonly clock: Clock;
	/** Called at once, from an alarm, and then again and again until the job is over: it calls `finish` when it is. */
	readonly look: (job: Job) => void;
	/** It is over; called once, and not behind `cancel`. `problem`: one line. */
	readonly onDone: (problem?: string) => void;
	/** Puts back what the job has changed, however it ends; called once, before onDone. */
	readonly release?: () => void;
}

/** A task that looks at the board from time to time until what it waits for has happened. */
export class Job implements Task {
	private readonly options: JobOptions;
	private readonly alarm: Alarm;
	/** Ticks at which it began. */
	readonly begun: number;
	private over = false;

	/** Begins at once; nothing is called from inside. */
	constructor(options: JobOptions) {
		const { clock } = options;
		this.options = options;
		this.begun = clock.ticks;
		this.alarm = clock.alarm(this.look, new Guard<Job>(this.fail, this));
		this.alarm.set(0);
	}

	/** Milliseconds since it began. */
	get tookMs(): number {
		return this.options.clock.ticks - this.begun;
	}

	/** It is over. Does nothing when it is already. */
	finish(problem?: string): void {
		if (this.over) return;
		this.cancel();
		this.options.onDone(problem);
	}

	private look(): void {
		this.alarm.set(LOOK_MS);
		this.options.look(this);
	}

	private fail(): void {
		this.finish("a defect was caught, and this was given up");
	}

	cancel(): void {
		if (this.over) return;
		this.over = true;
		this.alarm.clear();
		this.options.release?.();
	}
}
