import {
	type AccessPoint,
	BrokerPhase,
	type ChannelState,
	type Host,
	LinkPhase,
	type SensorFacts,
	type SensorState,
	type Status,
	type Task,
	type TaskEvents,
} from "console/host";
import { LinkFailure } from "core/network";
import { Failure } from "core/result";
import { FakeKeyValue } from "fakes/key-value";
import { ResetReason, RestartCode } from "health/system";
import { Draft } from "settings/draft";
import { Settings } from "settings/settings";
import { SettingsStore } from "settings/store";

const TASK: Task = { cancel: () => undefined };
const UNUSED = "not in this test";

/** A board as provisioning and Improv see it. Settings are real; the link is what a test says, the radio hears `air`. */
export class ProvisionHost implements Host {
	readonly storage = new FakeKeyValue();
	readonly draft: Draft;
	/** How often settings were put in force. */
	applied = 0;
	/** Passwords that were sealed. */
	sealed = 0;
	link = { phase: LinkPhase.Unset, network: "", address: "", rssi: Number.NaN, failure: LinkFailure.None };
	/** Called at each `apply`. */
	onApply: () => void = () => undefined;
	air: AccessPoint[] = [];
	scanProblem: string | undefined;
	/** Ends a scan that was begun: tasks never tell anything inside the call that began them. */
	endScan: () => void = () => undefined;

	constructor(build: Readonly<Record<string, unknown>> = {}) {
		const settings = new Settings();
		settings.load(build);
		this.draft = new Draft({ build: settings, store: new SettingsStore({ io: this.storage }) });
	}

	/** What is stored, as a board reads it that starts now. */
	get reread(): Draft {
		return new Draft({ build: new Settings(), store: new SettingsStore({ io: this.storage }) });
	}

	get locks(): boolean {
		return this.draft.active.has("console.password");
	}

	about(): readonly (readonly [string, string])[] {
		return [
			["version", "1.2.3"],
			["board", "esp32c3"],
		];
	}

	status(): Status {
		return {
			uptimeMs: 1,
			time: 0,
			safe: false,
			link: this.link,
			broker: {
				phase: BrokerPhase.Unset,
				host: "",
				port: 0,
				transport: "",
				failure: Failure.None,
				returnCode: 0,
				connections: 0,
			},
			published: 0,
			publishedAgoMs: -1,
			provedAgoMs: -1,
			kept: 0,
			oldestAgoMs: -1,
			drainMs: 0,
			evicted: 0,
			spoilt: 0,
			unconfirmed: 0,
			strays: 0,
			level: 0,
			durable: true,
			freeBytes: Number.NaN,
			reset: { reason: ResetReason.PowerOn, code: RestartCode.None, quick: 0, counts: [] },
			error: "",
			errorAgoMs: -1,
		};
	}

	scanWifi(events: TaskEvents<AccessPoint>): Task | string {
		this.endScan = () => {
			for (const point of this.air) events.onItem(point);
			events.onDone(this.scanProblem);
		};
		return TASK;
	}

	apply(): void {
		this.applied++;
		this.onApply();
	}

	seal(password: string): string | undefined {
		this.sealed++;
		if (password.length < 8) return undefined;
		return `pbkdf2-sha256$5000$${"ab".repeat(16)}$${this.#digits(password)}`;
	}

	verify(password: string): boolean {
		return (
			this.draft.active.own("console.password") === `pbkdf2-sha256$5000$${"ab".repeat(16)}$${this.#digits(password)}`
		);
	}

	/** As long as a hash of SHA-256, and told apart for what tests use. */
	#digits(password: string): string {
		let sum = 0;
		for (let i = 0; i < password.length; i++) sum = (sum * 31 + password.charCodeAt(i)) % 0xffff_ffff;
		return sum.toString(16).padStart(8, "0").repeat(8);
	}

	models(): readonly SensorFacts[] {
		return [];
	}
	sensors(): readonly SensorState[] {
		return [];
	}
	queue(): readonly ChannelState[] {
		return [];
	}
	subscriptions(): readonly never[] {
		return [];
	}
	time() {
		return { time: 0, server: "", syncedAgoMs: -1, platform: false };
	}
	check(): readonly string[] {
		return [];
	}
	setTime = () => UNUSED;
	sample = () => UNUSED;
	scanI2c = () => UNUSED;
	scanOneWire = () => UNUSED;
	publish = () => UNUSED;
	connect = () => UNUSED;
	disconnect = () => UNUSED;
	test = () => UNUSED;
	restart(): void {}
	factoryReset = () => UNUSED;
}
