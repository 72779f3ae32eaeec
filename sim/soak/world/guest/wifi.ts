import { LinkFailure } from "core/network";
import type { RadioState } from "../../../port";
import type { World } from "../world";
import { current } from "./current";

interface ScanOptions {
	readonly onFound: (found: { SSID: string; RSSI: number }) => void;
	readonly onComplete?: () => void;
	readonly owner?: WiFi;
}

const OFF = 200;
const JOINING = 300;
const JOINED = 400;

/** Why the radio is off its network, as it is noted. */
const lossNames: Readonly<Record<number, string>> = {
	[LinkFailure.NoNetwork]: "noNetwork",
	[LinkFailure.WrongPassword]: "wrongPassword",
	[LinkFailure.Lost]: "lost",
};

/** What the radio of one boot is and knows. */
interface RadioFacts {
	readonly boot: number;
	connection: number;
	state: RadioState;
	scan: ScanOptions | undefined;
	readonly listeners: Set<WiFi>;
}

/** By world: a world's radio is another one with each boot. */
const radios = new WeakMap<World, RadioFacts>();

/** The radio of this boot; the air tells it what happens. */
function radioOf(world: World): RadioFacts {
	const { board, radio: air } = world;
	const known = radios.get(world);
	if (known?.boot === board.boot) return known;
	const radio: RadioFacts = {
		boot: board.boot,
		connection: OFF,
		state: { dns: [], reason: 0 },
		scan: undefined,
		listeners: new Set(),
	};
	radios.set(world, radio);
	const mine = (): boolean => board.boot === radio.boot;
	air.listen({
		found(SSID, RSSI) {
			if (mine()) board.call(() => radio.scan?.onFound({ SSID, RSSI }));
		},
		scanned() {
			if (!mine()) return;
			const { scan } = radio;
			radio.scan = undefined;
			board.call(() => scan?.onComplete?.());
		},
		changed(connection, state) {
			if (!mine()) return;
			radio.connection = connection;
			radio.state = state;
			world.trace("radio", connection);
			if (connection === JOINED && world.points.some(({ dhcp }) => !dhcp)) world.note("radio.noDhcp");
			world.tell((watcher) => watcher.radio?.(connection));
			if (connection === OFF) world.note(`radio.${lossNames[state.reason] ?? "other"}`);
			for (const listener of [...radio.listeners]) board.call(() => listener.changed());
		},
	});
	return radio;
}

/** The SDK's "embedded:network/interface/wifi", with its refusals. The radio itself is sim/network/air. */
export default class WiFi {
	readonly #world = current.world;
	readonly #radio: RadioFacts;
	readonly #onChanged: ((property: string) => void) | undefined;

	constructor(options: { readonly onChanged?: (property: string) => void } = {}) {
		this.#world.board.mustBeOn();
		this.#radio = radioOf(this.#world);
		this.#onChanged = options.onChanged;
		this.#radio.listeners.add(this);
	}

	get connection(): number {
		return this.#radio.connection;
	}

	get address(): string | undefined {
		return this.#radio.state.address;
	}

	get RSSI(): number | undefined {
		return this.#world.radio.rssi;
	}

	configure(_options: object): void {}

	scan(options: ScanOptions): void {
		this.#world.board.mustBeOn();
		const radio = this.#radio;
		if (radio.scan) throw new Error("already scanning");
		if (radio.connection === JOINING) throw new Error("scan failed");
		radio.scan = {
			onFound: options.onFound,
			...(options.onComplete ? { onComplete: options.onComplete } : {}),
			owner: this,
		};
		if (this.#world.radio.hung) this.#world.note("radio.hung");
		this.#world.radio.scan();
	}

	connect({ SSID, password = "" }: { readonly SSID: string; readonly password?: string }): void {
		this.#world.board.mustBeOn();
		if (this.#radio.connection === JOINING) throw new Error("already connecting");
		this.#radio.connection = JOINING;
		if (this.#world.radio.hung) this.#world.note("radio.hung");
		this.#world.radio.join(SSID, password);
	}

	/** As the SDK's: its listeners are not told. */
	disconnect(): void {
		this.#world.board.mustBeOn();
		this.#radio.connection = OFF;
		this.#radio.state = { dns: [], reason: 0 };
		this.#world.radio.leave();
	}

	/** As the SDK's: its scan is stopped. */
	close(): void {
		this.#world.board.mustBeOn();
		const radio = this.#radio;
		if (radio.scan?.owner === this) radio.scan = undefined;
		radio.listeners.delete(this);
	}

	changed(): void {
		this.#onChanged?.("connection");
	}
}

/** What the SDK does not tell, and the board's native module does. */
export function radioState(): RadioState {
	return radioOf(current.world).state;
}
