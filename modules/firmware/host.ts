import type { OneWireFinding } from "console/finding";
import type {
	AccessPoint,
	ChannelState,
	Host,
	I2cFinding,
	SensorFacts,
	SensorState,
	Status,
	StepResult,
	SubscriptionState,
	Task,
	TaskEvents,
	TimeState,
} from "console/host";
import type { Control } from "control/control";
import type { ControlBoard } from "control/ports";
import { Guard } from "core/guard";
import type { Kit } from "firmware/kit";
import type { Monitor } from "firmware/monitor";
import { scanOneWireTask } from "firmware/one-wire-scan";
import type { Running } from "firmware/running";
import { SelfTest } from "firmware/self-test/self-test";
import { channelOf, type Sources, sensorOf, statusOf, subscriptionOf, timeOf } from "firmware/status";
import {
	NO_PARTS,
	publishTask,
	sampleTask,
	scanI2cTask,
	scanWifiTask,
	type TaskContext,
	whyNoClient,
} from "firmware/tasks";
import type { Health } from "health/health";
import { RestartCode } from "health/system";
import { Phase } from "mqtt/client";
import { makePlan, whyIdle } from "publisher/plan";
import { modelFacts } from "sensors/catalog";
import type { Draft } from "settings/draft";
import { sealPassword, verifyPassword } from "settings/password/password";
import type { Settings } from "settings/settings";

/** From the goodbye to the restart: DISCONNECT and the console's answer are to leave before. */
export const GOODBYE_MS = 500;

/** What the host is given. */
export interface HostOptions {
	readonly kit: Kit;
	readonly draft: Draft;
	readonly log: Monitor;
	readonly health: Health;
	readonly control: Control;
	readonly running: Running;
	/** Other settings are in force. Must not throw. */
	onApply(): void;
	/** The board restarts next: whatever else runs is to stop for good. Must not throw. */
	onRestart(): void;
}

/** The board, as the console reaches it. */
export class BoardHost implements Host, ControlBoard, TaskContext {
	private readonly options: HostOptions;
	private leaving = false;
	/** Why the board restarts. */
	private code = RestartCode.Console;

	constructor(options: HostOptions) {
		this.options = options;
	}

	get draft(): Draft {
		return this.options.draft;
	}

	get running(): Running {
		return this.options.running;
	}

	about(): readonly (readonly [name: string, value: string])[] {
		return this.options.kit.about;
	}

	status(): Status {
		return statusOf(this.sources());
	}

	models(): readonly SensorFacts[] {
		return modelFacts().filter(({ missing }) => missing === undefined);
	}

	sensors(): readonly SensorState[] {
		const { parts } = this.options.running;
		const sources = this.sources();
		return parts ? parts.plan.sensors.map((_, index) => sensorOf(sources, parts, index)) : [];
	}

	queue(): readonly ChannelState[] {
		const { parts } = this.options.running;
		const sources = this.sources();
		return parts ? parts.publisher.channels.map((channel) => channelOf(sources, parts, channel)) : [];
	}

	subscriptions(): readonly SubscriptionState[] {
		const sources = this.sources();
		return this.options.control.items.map((item) => subscriptionOf(sources, item));
	}

	time(): TimeState {
		return timeOf(this.sources());
	}

	setTime(time: number): string | undefined {
		const { platform, built } = this.options.kit;
		if (platform.keepsTime) return "this platform keeps the time itself";
		if (!(time >= built))
			return `a time before ${new Date(built).toISOString()} cannot be: this firmware was built then`;
		platform.setTime(Math.round(time / 1_000));
		this.options.running.onTime();
		return undefined;
	}

	sample(name: string, events: TaskEvents<SensorState>): Task | string {
		return sampleTask(this, name, events);
	}

	scanI2c(events: TaskEvents<I2cFinding>): Task | string {
		return scanI2cTask(this, this.options.draft.staged.keys(), events);
	}

	scanOneWire(pin: number | undefined, events: TaskEvents<OneWireFinding>): Task | string {
		return scanOneWireTask(this, pin, (one) => this.options.control.refusal(one), events);
	}

	scanWifi(events: TaskEvents<AccessPoint>): Task | string {
		return scanWifiTask(this, events);
	}

	publish(events: TaskEvents<ChannelState>): Task | string {
		return publishTask(this, events);
	}

	connect(): string | undefined {
		const { parts } = this.options.running;
		if (!parts) return NO_PARTS;
		if (!parts.client) return whyNoClient(parts);
		if (parts.client.phase === Phase.Waiting) parts.network.hold(true); // letting go tries at once, whatever the back-off
		parts.network.hold(false);
		return undefined;
	}

	disconnect(): string | undefined {
		const { parts } = this.options.running;
		if (!parts) return NO_PARTS;
		if (!parts.client) return whyNoClient(parts);
		parts.network.hold(true);
		return undefined;
	}

	test(events: TaskEvents<StepResult>): Task | string {
		const { kit, log: monitor, health, running } = this.options;
		const { parts } = running;
		if (!parts) return NO_PARTS;
		const { broker } = parts.plan;
		if (!broker) return whyNoClient(parts);
		return new SelfTest({
			kit,
			monitor,
			safe: health.safe,
			running,
			parts,
			broker,
			sources: () => this.sources(),
			events,
		});
	}

	apply(): void {
		if (this.leaving) return;
		this.options.running.apply();
		this.options.onApply();
	}

	check(): readonly string[] {
		const { draft, kit } = this.options;
		const { plan, errors } = makePlan(draft.staged, modelFacts(), "", kit.pins);
		const idle = whyIdle(plan);
		return idle === undefined ? errors : [...errors, idle];
	}

	restart(code = RestartCode.Console): void {
		if (this.leaving) return;
		const { kit, running } = this.options;
		const leave = kit.clock.alarm(this.restartFor, new Guard<BoardHost>(this.restartFor, this));
		this.leaving = true;
		this.code = code;
		running.parts?.network.hold(true);
		leave.set(GOODBYE_MS);
	}

	factoryReset(): string | undefined {
		const { draft } = this.options;
		const erased = draft.erase();
		if (!erased.ok) return erased.error;
		forget(draft.active);
		forget(draft.staged);
		this.forgetRows();
		this.restart();
		return undefined;
	}

	get locks(): boolean {
		return this.sealed !== "";
	}

	verify(password: string): boolean {
		return verifyPassword(this.options.kit.crypto, password, this.sealed);
	}

	seal(password: string): string | undefined {
		const sealed = sealPassword(this.options.kit.crypto, password);
		return sealed.ok ? sealed.value : undefined;
	}

	private get sealed(): string {
		return this.options.draft.active.text("console.password");
	}

	/** As they are now. */
	sources(): Sources {
		const { kit, log: monitor, health, running, draft } = this.options;
		return { kit, monitor, health, settings: draft.active, parts: running.parts };
	}

	/** Readings are the owner's, too. The parts stop first, so that there are no more of them. */
	private forgetRows(): void {
		const { log, running } = this.options;
		try {
			running.stop();
		} catch {
			log.error("not all parts could be stopped"); // a driver that fails on closing keeps nothing from being erased
		}
		if (running.journal?.erase() !== true)
			log.error("the journal could not be erased: readings may be left in the flash");
	}

	/** On a board nothing of it returns; in the simulator all is still from here on. */
	private restartFor(): void {
		const { running, health } = this.options;
		this.options.onRestart();
		try {
			running.stop();
		} catch {
			health.stop(); // a driver that fails on closing keeps no board from restarting
		}
		health.stop();
		health.restart(this.code);
	}
}

/** Until the board restarts, which takes the rest of its memory, secrets are at least not to be found here. */
function forget(settings: Settings): void {
	for (const key of settings.keys()) settings.unset(key);
}
