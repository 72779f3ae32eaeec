import { Step, type StepResult, type Task, type TaskEvents } from "console/host";
import { Job } from "firmware/job";
import type { Running } from "firmware/running";
import { beginLogin, beginPublish, PACE_MAX_MS } from "firmware/self-test/broker-steps";
import { beginTcp, beginTls } from "firmware/self-test/connection-steps";
import { beginDns, beginLink, beginTime } from "firmware/self-test/network-steps";
import type { StepContext, StepRow, StepRun, Verdict } from "firmware/self-test/step";
import { PROOF_MS, REPLACED, SAMPLE_MS } from "firmware/tasks";

/** The steps in order, each with the longest it may take. */
export const STEPS: readonly StepRow[] = Object.freeze([
	{ step: Step.Link, deadlineMs: 70_000, begin: beginLink },
	{ step: Step.Time, deadlineMs: 30_000, begin: beginTime },
	{ step: Step.Dns, deadlineMs: 20_000, begin: beginDns },
	{ step: Step.Tcp, deadlineMs: 20_000, begin: beginTcp },
	{ step: Step.Tls, deadlineMs: 40_000, begin: beginTls },
	{ step: Step.Login, deadlineMs: 65_000, begin: beginLogin },
	{ step: Step.Publish, deadlineMs: SAMPLE_MS + PACE_MAX_MS + PROOF_MS + 1_000, begin: beginPublish },
]);

/** What the self-test is given. */
export interface SelfTestOptions extends Omit<StepContext, "found"> {
	readonly running: Running;
	readonly events: TaskEvents<StepResult>;
}

/**
 * Tries the way to the broker step by step, and says of each how it went. The running client is held meanwhile, since a second login with
 * the same client identifier would end its session; login and publish are then its own. Behind it the client is held if it was.
 */
export class SelfTest implements Task {
	private readonly options: SelfTestOptions;
	private readonly context: StepContext;
	private readonly job: Job;
	private readonly wasHeld: boolean;
	private next = 0;
	private run: StepRun | undefined;
	private begun = 0;

	/** Begins; nothing is told from inside. */
	constructor(options: SelfTestOptions) {
		const { kit, parts, events } = options;
		this.options = options;
		this.context = { ...options, found: { address: "" } };
		this.wasHeld = parts.network.held;
		parts.network.hold(true);
		this.job = new Job({
			clock: kit.clock,
			look: () => this.look(),
			release: () => this.release(),
			onDone: (problem) => events.onDone(problem),
		});
	}

	cancel(): void {
		this.job.cancel();
	}

	private look(): void {
		const { running, parts, kit } = this.options;
		if (running.parts !== parts) return this.job.finish(REPLACED);
		const row = STEPS[this.next];
		if (!this.run) {
			this.begun = kit.clock.ticks;
			this.run = this.begin(row);
			if (!this.run) return;
		}
		const late = kit.clock.ticks - this.begun >= row.deadlineMs;
		const verdict = this.run.look() ?? (late ? this.late(row, this.run) : undefined);
		if (verdict) this.tell(row.step, verdict);
	}

	private begin(row: StepRow): StepRun | undefined {
		try {
			return row.begin(this.context);
		} catch (error) {
			const text = error instanceof Error ? error.message : "it could not begin"; // of an adapter: names what cannot be, and no secret
			this.tell(row.step, { ok: false, text, stop: true });
			return undefined;
		}
	}

	/** Only the time may be unknown and the rest still make sense, as far as TLS. */
	private late({ step }: StepRow, run: StepRun): Verdict {
		return { ok: false, text: run.late(), stop: step !== Step.Time };
	}

	private tell(step: Step, { ok, text, stop = false }: Verdict): void {
		const { events, kit } = this.options;
		this.closeRun();
		this.next++;
		const tookMs = Math.round(kit.clock.ticks - this.begun);
		events.onItem({ step, ok, text, tookMs });
		if (stop || this.next === STEPS.length) this.job.finish();
	}

	private closeRun(): void {
		const run = this.run;
		this.run = undefined;
		run?.close();
	}

	private release(): void {
		const { running, parts } = this.options;
		this.closeRun();
		if (running.parts === parts) parts.network.hold(this.wasHeld);
	}
}
