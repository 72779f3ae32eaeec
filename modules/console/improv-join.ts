import { type Host, LinkPhase } from "console/host";
import type { Alarm, Clock } from "core/clock";
import type { Guard } from "core/guard";
import { saveApart } from "settings/apart";
import type { Value } from "settings/schema";

/** How long the board has to be on the network. */
const DEADLINE_MS = 30_000;
/** How often it is looked at, and how long new settings have before the first look. */
const LOOK_MS = 500;

const SSID = "net.wifi.1.ssid";
const PASSWORD = "net.wifi.1.password";
const KIND = "net.kind";
const KEYS: readonly string[] = Object.freeze([SSID, PASSWORD, KIND]);

/** What joining is given. */
export interface JoiningOptions {
	readonly clock: Clock;
	readonly host: Host;
	readonly guard: Guard;
	/** Tells people at the console one line; never a secret. */
	readonly say: (line: string) => void;
	/** It is over; never called inside `begin`. When it failed the settings are as they were. */
	readonly onDone: (joined: boolean) => void;
}

/** Settings of one network on trial: saved and in force at once, put back and saved again when the board does not come up with them. */
export class Joining {
	private readonly options: JoiningOptions;
	private readonly look: Alarm;
	private trial:
		| { readonly ssid: string; readonly deadline: number; readonly before: readonly (Value | undefined)[] }
		| undefined;

	constructor(options: JoiningOptions) {
		this.options = options;
		this.look = options.clock.alarm(options.guard.wrap(() => this.looked()));
	}

	get busy(): boolean {
		return this.trial !== undefined;
	}

	/** False when the board does not take the settings: then nothing has changed. */
	begin(ssid: string, password: string): boolean {
		const { clock, host, say } = this.options;
		const { draft } = host;
		const before = KEYS.map((key) => draft.active.own(key));
		const outcome = saveApart(draft, () => {
			const wrong = draft.set(SSID, ssid) ?? draft.set(PASSWORD, password);
			return wrong ?? (draft.staged.has(KIND) ? draft.set(KIND, "wifi") : undefined);
		});
		if (typeof outcome === "string") {
			say(`Improv: ${outcome}`);
			return false;
		}
		if (outcome.saved) host.apply();
		this.trial = { ssid, before, deadline: clock.ticks + DEADLINE_MS };
		this.look.set(LOOK_MS);
		return true;
	}

	/** Gives up waiting; the settings stay. */
	close(): void {
		this.look.clear();
		this.trial = undefined;
	}

	private looked(): void {
		const trial = this.trial;
		if (!trial) return;
		const { clock, host, onDone } = this.options;
		const { phase, network } = host.status().link;
		const joined = phase === LinkPhase.Up && network === trial.ssid;
		if (!joined && clock.ticks < trial.deadline) {
			this.look.set(LOOK_MS);
			return;
		}
		this.trial = undefined;
		if (!joined) this.putBack(trial.before);
		onDone(joined);
	}

	private putBack(before: readonly (Value | undefined)[]): void {
		const { host, say } = this.options;
		const { draft } = host;
		const outcome = saveApart(draft, () => {
			let wrong: string | undefined;
			KEYS.forEach((key, i) => {
				const value = before[i];
				wrong ??= value === undefined ? draft.unset(key) : draft.set(key, value);
			});
			return wrong;
		});
		if (typeof outcome === "string") say(`Improv: the Wi-Fi settings from before are not back: ${outcome}`);
		else if (outcome.saved) host.apply();
	}
}
