import type { Task, TaskEvents } from "console/host";
import { Control } from "control/control";
import { SeenStore } from "control/seen-store";
import { FakeClock } from "fakes/clock";
import { fakePlatform } from "fakes/interface";
import { FakeKeyValue } from "fakes/key-value";
import { RecordingLog } from "fakes/log";
import { FakePeer } from "fakes/mqtt-peer";
import { FakePasswordCrypto } from "fakes/password";
import { FakePins } from "fakes/pins";
import { FakeSystem } from "fakes/system";
import { BoardHost } from "firmware/host";
import type { Kit } from "firmware/kit";
import { Monitor } from "firmware/monitor";
import { Running } from "firmware/running";
import { equal } from "harness";
import { Health } from "health/health";
import type { Flash } from "journal/flash";
import { Journal } from "journal/journal";
import type { Platform } from "net/platform";
import { Shared } from "sensors/shared";
import { Draft } from "settings/draft";
import { Settings } from "settings/settings";
import { SettingsStore } from "settings/store";

/** A station with one simulated sensor and one channel, over TLS. */
export const STATION = Object.freeze({
	"mqtt.host": "broker.test",
	"mqtt.clientId": "station",
	"mqtt.userName": "user",
	"mqtt.password": "planted-secret",
	"sensor.air.model": "simulated",
	"channel.1.id": "42",
	"channel.1.field1": "air.temperature",
});

/** What a test chooses. */
export interface BoardOptions {
	readonly settings?: object;
	/** The time at ticks 0; 0 for unknown. */
	readonly epoch?: number;
	readonly platform?: Partial<Platform>;
	readonly system?: FakeSystem;
	/** The board's buses; none when not given. */
	readonly device?: Kit["device"];
	/** Where its journal is; in RAM alone when not given. */
	readonly flash?: Flash;
	/** What the board finds of a name; undefined: nothing. */
	readonly resolve?: (host: string) => string | undefined;
}

/** The whole firmware but main.ts, on a board in a test's hands: on a network by itself, with a broker that answers. Started. */
export class FakeBoard {
	readonly clock: FakeClock;
	readonly peer: FakePeer;
	readonly log = new RecordingLog();
	readonly monitor: Monitor;
	readonly system: FakeSystem;
	readonly storage = new FakeKeyValue();
	readonly crypto = new FakePasswordCrypto();
	readonly net: ReturnType<typeof fakePlatform>;
	readonly faults: unknown[] = [];
	readonly draft: Draft;
	readonly health: Health;
	readonly running: Running;
	readonly host: BoardHost;
	readonly control: Control;
	readonly pins = new FakePins();
	/** What `resolve` finds now. */
	resolve: (host: string) => string | undefined;
	/** How often the host said that the board restarts. */
	leaves = 0;
	/** False: the flash is not erased. */
	erasable = true;

	constructor(options: BoardOptions = {}) {
		this.clock = new FakeClock(options.epoch ?? Date.UTC(2026, 10, 22, 10));
		this.peer = new FakePeer(this.clock);
		this.monitor = new Monitor({ clock: this.clock, log: this.log });
		this.system = options.system ?? new FakeSystem();
		this.resolve = options.resolve ?? (() => "192.0.2.10");
		this.net = fakePlatform({ online: true, keepsTime: true, ...options.platform });
		const kit = this.#kit(options.device ?? { io: {} });
		const build = new Settings();
		equal(build.load(options.settings ?? STATION), [], "the test's settings");
		const store = new SettingsStore({ io: this.storage, flash: { eraseStorage: () => this.erasable } });
		this.draft = new Draft({ build, store });
		const { clock, monitor, system, draft } = this;
		const onFault = (error: unknown): void => {
			this.faults.push(error);
		};
		this.health = new Health({ clock, log: monitor, system, onCalm: () => undefined });
		this.control = new Control({ clock, log: monitor, pins: this.pins, storage: new SeenStore(this.storage) });
		const { health, control } = this;
		const makeJournal = (): Journal => new Journal({ clock, log: monitor, flash: options.flash });
		this.running = new Running({ kit, draft, log: monitor, health, control, makeJournal, onFault });
		const { running } = this;
		this.host = new BoardHost({
			kit,
			draft,
			log: monitor,
			health,
			running,
			control,
			onApply: () => undefined,
			onRestart: () => this.leaves++,
		});
		control.attach(this.host);
		this.running.build();
	}

	/** Lets `seconds` pass; what was published meanwhile. */
	run(seconds: number): string[] {
		this.clock.advance(seconds * 1_000);
		return this.peer.published.splice(0);
	}

	/** Sets keys and saves them, as the console does; they are not applied yet. */
	save(settings: Readonly<Record<string, string>>): void {
		for (const [key, value] of Object.entries(settings)) {
			equal(value === "" ? this.draft.unset(key) : this.draft.set(key, value), undefined, key);
		}
		equal(this.draft.save().ok, true);
	}

	#kit(device: Kit["device"]): Kit {
		const { clock, system, peer, crypto } = this;
		return {
			clock,
			shared: new Shared(),
			random: () => 0.5,
			device,
			platform: this.net.platform,
			system,
			crypto,
			resolve: (host, callback) => callback(this.resolve(host)),
			built: Date.UTC(2026, 0, 1),
			transport: ({ host, port, transport }, _resolve, bare) => peer.transport(host, port, bare || transport === "tcp"),
			about: [["version", "0.1.0"]],
		};
	}
}

/** The task, which must have begun. */
export function begun(task: Task | string): Task {
	if (typeof task === "string") throw new Error(`it did not begin: ${task}`);
	return task;
}

/** Remembers what a task tells. */
export class Told<Item> implements TaskEvents<Item> {
	readonly items: Item[] = [];
	/** What onDone was called with, once for each call. */
	readonly done: (string | undefined)[] = [];

	onItem(item: Item): void {
		this.items.push(item);
	}

	onDone(problem?: string): void {
		this.done.push(problem);
	}
}
