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
import { FakeKeyValue } from "fakes/key-value";
import { Draft } from "settings/draft";
import { Settings } from "settings/settings";
import { SettingsStore } from "settings/store";

/** A task of a FakeHost that has begun; a test drives it. */
export interface FakeTask {
	readonly name: string;
	readonly events: TaskEvents<never>;
	cancelled: boolean;
}

/** What a FakeHost is made of. */
export interface FakeHostOptions {
	/** Set by the build. */
	readonly build?: Readonly<Record<string, unknown>>;
	/** As an earlier run has stored it. */
	readonly stored?: Readonly<Record<string, unknown>>;
}

/** The board as the console sees it, without one: everything is a plain field, tasks wait for the test, calls are written down. */
export class FakeHost implements Host {
	readonly storage = new FakeKeyValue();
	readonly draft: Draft;
	/** What the console asked for, in order. */
	readonly calls: string[] = [];
	readonly tasks: FakeTask[] = [];
	/** When set, tasks cannot begin, and acts fail with it. */
	problem: string | undefined;
	warnings: readonly string[] = [];
	facts: readonly (readonly [string, string])[] = [
		["version", "0.1.0"],
		["engine", "XS"],
	];
	now: Status = calmStatus();
	sensorModels: readonly SensorFacts[] = [];
	sensorStates: readonly SensorState[] = [];
	channelStates: readonly ChannelState[] = [];
	subscriptionStates: readonly SubscriptionState[] = [];
	clock: TimeState = { time: 1_795_342_800_000, server: "time.cloudflare.com", syncedAgoMs: 60_000, platform: false };

	constructor({ build = {}, stored }: FakeHostOptions = {}) {
		const settings = new Settings();
		settings.load(build);
		const open = (): Draft => new Draft({ build: settings, store: new SettingsStore({ io: this.storage }) });
		if (stored) {
			const draft = open();
			for (const [key, value] of Object.entries(stored)) {
				const problem = draft.set(key, value);
				if (problem !== undefined) throw new Error(problem);
			}
			draft.save();
		}
		this.draft = open();
	}

	/** The task that began last. */
	get task(): FakeTask {
		const task = this.tasks[this.tasks.length - 1];
		if (!task) throw new Error("no task has begun");
		return task;
	}

	get locks(): boolean {
		return this.draft.active.text("console.password") !== "";
	}

	about(): readonly (readonly [string, string])[] {
		return this.facts;
	}

	status(): Status {
		return this.now;
	}

	models(): readonly SensorFacts[] {
		return this.sensorModels;
	}

	sensors(): readonly SensorState[] {
		return this.sensorStates;
	}

	queue(): readonly ChannelState[] {
		return this.channelStates;
	}

	subscriptions(): readonly SubscriptionState[] {
		return this.subscriptionStates;
	}

	time(): TimeState {
		return this.clock;
	}

	setTime(time: number): string | undefined {
		return this.#act(`setTime ${time}`);
	}

	sample(name: string, events: TaskEvents<SensorState>): Task | string {
		return this.#begin(`sample ${name}`, events);
	}

	scanI2c(events: TaskEvents<I2cFinding>): Task | string {
		return this.#begin("scanI2c", events);
	}

	scanOneWire(pin: number | undefined, events: TaskEvents<OneWireFinding>): Task | string {
		return this.#begin(`scanOneWire ${pin ?? "-"}`, events);
	}

	scanWifi(events: TaskEvents<AccessPoint>): Task | string {
		return this.#begin("scanWifi", events);
	}

	publish(events: TaskEvents<ChannelState>): Task | string {
		return this.#begin("publish", events);
	}

	connect(): string | undefined {
		return this.#act("connect");
	}

	disconnect(): string | undefined {
		return this.#act("disconnect");
	}

	test(events: TaskEvents<StepResult>): Task | string {
		return this.#begin("test", events);
	}

	apply(): void {
		this.calls.push("apply");
	}

	check(): readonly string[] {
		return this.warnings;
	}

	restart(): void {
		this.calls.push("restart");
	}

	factoryReset(): string | undefined {
		return this.#act("factoryReset");
	}

	verify(password: string): boolean {
		this.calls.push("verify");
		return this.draft.active.text("console.password") === this.seal(password);
	}

	/** A stand-in with the form of the real one: what it is made of cannot be read from it. */
	seal(password: string): string | undefined {
		return password.length < 8 ? undefined : sealed(password);
	}

	#act(call: string): string | undefined {
		this.calls.push(call);
		return this.problem;
	}

	#begin<Item>(name: string, events: TaskEvents<Item>): Task | string {
		this.calls.push(name);
		if (this.problem !== undefined) return this.problem;
		const task: FakeTask = { name, events: events as TaskEvents<never>, cancelled: false };
		this.tasks.push(task);
		return {
			cancel(): void {
				task.cancelled = true;
			},
		};
	}
}

/** The form that stands for `password` in the settings of a FakeHost. */
export function sealed(password: string): string {
	let sum = 7;
	for (let i = 0; i < password.length; i++) sum = (sum * 31 + password.charCodeAt(i)) % 1_000_000_007;
	return `pbkdf2-sha256$1000$${"5a".repeat(16)}$${sum.toString(16).padStart(64, "0")}`;
}

/** A board that is connected and has published. */
export function calmStatus(): Status {
	return {
		uptimeMs: 3_723_000,
		time: 1_795_342_800_000,
		safe: false,
		link: { phase: 5, network: "field", address: "192.168.1.20", rssi: -61, failure: 0 },
		broker: {
			phase: 4,
			host: "mqtt3.thingspeak.com",
			port: 8_883,
			transport: "tls",
			failure: 0,
			returnCode: 0,
			connections: 1,
		},
		published: 42,
		publishedAgoMs: 12_000,
		provedAgoMs: 11_000,
		kept: 0,
		oldestAgoMs: -1,
		drainMs: 0,
		evicted: 0,
		spoilt: 0,
		unconfirmed: 0,
		strays: 0,
		level: 0,
		durable: true,
		freeBytes: 41_234,
		reset: { reason: 1, code: 0, quick: 0, counts: [0, 1] },
		error: "",
		errorAgoMs: -1,
	};
}
