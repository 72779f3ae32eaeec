import { failureWords, returnCodeWords } from "console/words";
import { Failure } from "core/result";
import type { Monitor } from "firmware/monitor";
import { failed, type StepContext, type StepRun, settled, type Verdict } from "firmware/self-test/step";
import { Delivery, PROOF_MS, SAMPLE_MS, Sampling, whyNoClient } from "firmware/tasks";

/** A pace that wants a longer wait than this is not waited for. */
export const PACE_MAX_MS = 120_000;

/** Does the broker take client identifier, user name and password? The client itself goes on from here. */
export function beginLogin(context: StepContext): StepRun {
	const { monitor, parts, safe } = context;
	if (!parts.client) return settled(failed(whyNoClient(parts)));
	if (safe) return settled(failed("safe mode makes connections slow; it ends by itself, or by a restart"));
	const { connections, endings } = monitor;
	parts.network.hold(false);
	return {
		look() {
			if (monitor.endings > endings) return failed(endingWords(monitor));
			if (monitor.connections === connections) return undefined;
			return { ok: true, text: `client identifier, user name and password are taken${paceWords(context)}` };
		},
		late: () => failureWords(Failure.ConnackTimeout),
		close: () => undefined,
	};
}

/** How long the update that follows must wait, so that nobody wonders. */
function paceWords({ kit, parts }: StepContext): string {
	let waitMs = 0;
	for (const { allowed } of parts.publisher.channels) waitMs = Math.max(waitMs, allowed - kit.clock.ticks);
	return waitMs < 1_000 ? "" : `. The update goes out in ${seconds(waitMs)} s: minInterval allows none before`;
}

/** Does a row arrive? */
export function beginPublish(context: StepContext): StepRun {
	return new PublishRun(context);
}

class PublishRun implements StepRun {
	private readonly context: StepContext;
	private readonly sampling: Sampling;
	private readonly begun: number;
	private readonly endings: number;
	private readonly messages: number;
	private readonly channels: string[] = [];
	private delivery: Delivery | undefined;
	private waitMs = 0;

	constructor(context: StepContext) {
		const { kit, monitor, parts, sources } = context;
		this.context = context;
		this.begun = kit.clock.ticks;
		this.endings = monitor.endings;
		this.messages = monitor.messages;
		const indexes = parts.samplers.map((_, index) => index);
		this.sampling = new Sampling(sources(), parts, indexes);
	}

	look(): Verdict | undefined {
		const { kit, monitor } = this.context;
		const tookMs = kit.clock.ticks - this.begun;
		if (monitor.endings > this.endings) return failed(this.lostWords());
		if (!this.delivery) {
			if (!this.sampling.look(() => undefined) && tookMs < SAMPLE_MS) return undefined;
			const wrong = this.disconnect();
			if (wrong) return wrong;
		}
		if (this.delivery?.look(({ plan }) => this.channels.push(plan.id))) return { ok: true, text: this.arrived() };
		return tookMs >= SAMPLE_MS + this.waitMs + PROOF_MS ? failed(this.late()) : undefined;
	}

	late(): string {
		return "the broker has not answered behind the publish: the row is kept, and sent again by itself";
	}

	close(): void {
		this.channels.length = 0;
	}

	private disconnect(): Verdict | undefined {
		const { kit, parts } = this.context;
		if (!parts.publisher.closeNow())
			return failed("nothing to publish: no field has a reading; see sensors, and channel.<n>.field<n> in show");
		this.delivery = new Delivery(parts);
		this.waitMs = this.delivery.waitMs(kit.clock.ticks);
		if (this.waitMs <= PACE_MAX_MS) return undefined;
		return failed(
			`minInterval allows the next message in ${seconds(this.waitMs)} s: it is kept, and sent then by itself`,
		);
	}

	private arrived(): string {
		const waited =
			this.waitMs >= 1_000 ? `. It went out after ${seconds(this.waitMs)} s: minInterval allowed none before` : "";
		return `the broker has read the update of channel ${this.channels.join(", ")}${waited}`;
	}

	/** MQTT 3.1.1 has no negative answer to a PUBLISH: a broker that minds one closes. */
	private lostWords(): string {
		const { monitor } = this.context;
		if (monitor.messages === this.messages || monitor.failure !== Failure.Closed) return endingWords(monitor);
		return "the broker closed behind the publish: check channel.<n>.id, and that this device may publish to that channel";
	}
}

function endingWords({ failure, returnCode }: Monitor): string {
	return failure === Failure.Refused ? returnCodeWords(returnCode) : failureWords(failure);
}

function seconds(ms: number): number {
	return Math.ceil(ms / 1_000);
}
