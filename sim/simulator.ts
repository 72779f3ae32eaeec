import { Board } from "./board/board";
import type { I2cBus } from "./board/bus";
import { BoardFlash } from "./board/flash";
import { OneWireBus } from "./board/one-wire-bus";
import { BoardPins, PIN_CONFIG } from "./board/pins";
import { SerialWire } from "./board/serial";
import { BoardStorage } from "./board/storage";
import { BoardSupervisor } from "./board/supervisor";
import { SensorUarts } from "./board/uart";
import type { BoardClock } from "./clock/clock";
import { VirtualClock } from "./clock/virtual";
import type { Engine, EngineMaker } from "./engine/engine";
import type { Radio } from "./network/air";
import type { Network } from "./network/network";
import { encodeEvent, HostEvent } from "./port";

/** How long a stop may take before it ends anyway, in real milliseconds. */
const STOP_MS = 5_000;
/** Time for the last words of the firmware after it was told to stop, in ticks. */
const LAST_WORDS_MS = 30;

/** Everything a simulator is given. */
export interface SimulatorOptions {
	readonly engine: EngineMaker;
	readonly clock: BoardClock;
	readonly network: Network;
	/** The board's radio; without one it is on the network by itself, and has the PC's time. */
	readonly radio?: Radio;
	/** The firmware restarts the board; whoever holds this simulator may `kill` it there and make another. */
	readonly onRestart?: () => void;
	/** What the board's serial port is on. Without it nobody is, and the firmware's lines go to `trace` alone. */
	readonly serial?: SerialWire;
	readonly bus: I2cBus;
	/** Its 1-Wire lines; nothing is on them when not given. */
	readonly oneWire?: OneWireBus;
	/** Its UARTs for sensors; nothing is on them when not given. */
	readonly uarts?: SensorUarts;
	/** What its pins are wired to; nobody looks when not given. */
	readonly pins?: BoardPins;
	/** What the board has stored; it stores its own, empty at first, when not given. */
	readonly storage?: BoardStorage;
	/** Its flash partition; erased at first, when not given. */
	readonly flash?: BoardFlash;
	/** What outlives its resets; a power-on when not given. */
	readonly supervisor?: BoardSupervisor;
	readonly probe: () => Float64Array;
	/** The guest's bundle (sim/bundle). */
	readonly script: string;
	/** What main.ts finds in "mc/config". */
	readonly config: object;
	/** For the guest's Math.random. */
	readonly seed: number;
	/** Each line the firmware writes to the debugger's trace. */
	readonly onLine: (line: string) => void;
	/** The firmware or its engine died, for this reason. Called at most once; the simulator has then stopped. */
	readonly onCrash: (reason: string) => void;
}

interface QueuedEvent {
	readonly op: HostEvent;
	readonly id: number;
	readonly value: number;
	readonly payload: Uint8Array | undefined;
	/** Called when the firmware has handled it. */
	readonly done: (() => void) | undefined;
}

/** What the engine has done so far. */
export interface Meter {
	/** Events delivered. */
	deliveries: number;
	/** XS's computation steps; 0 on v8. */
	compute: number;
	/** Bytes XS holds after the last event; 0 on v8. */
	allocated: number;
}

/** One board with one engine that runs the firmware: events go in one at a time, in the order in which they happened. */
export class Simulator {
	readonly meter: Meter = { deliveries: 0, compute: 0, allocated: 0 };
	readonly #options: SimulatorOptions;
	readonly #board: Board;
	readonly #engine: Engine;
	readonly #queue: QueuedEvent[] = [];
	#pumping: Promise<void> | undefined;
	#dead = false;

	constructor(options: SimulatorOptions) {
		const {
			clock,
			network,
			radio,
			serial = new SerialWire(clock),
			bus,
			oneWire = new OneWireBus(),
			uarts = new SensorUarts(),
			pins = new BoardPins(),
			storage = new BoardStorage(),
			flash = new BoardFlash(),
			supervisor = new BoardSupervisor(),
			onRestart,
			probe,
			onLine,
		} = options;
		if (onRestart) supervisor.onRestart = onRestart;
		this.#options = options;
		this.#board = new Board({
			clock,
			network,
			radio,
			serial,
			bus,
			oneWire,
			uarts,
			pins,
			storage,
			flash,
			supervisor,
			probe,
			onLine,
			onEvent: (op, id, value, payload, done) => this.#post(op, id, value, payload, done),
			onCrash: (reason) => this.#crash(reason),
		});
		this.#engine = options.engine((request) => this.#board.handle(request));
	}

	/** Loads the firmware and boots it; resolves when its main has run. */
	async start(): Promise<void> {
		const { script, seed, radio, serial } = this.#options;
		const lines = serial ? {} : { console: "trace" };
		const config = { ...PIN_CONFIG, ...this.#options.config, ...lines, radio: radio !== undefined };
		try {
			await this.#engine.load(script);
		} catch (error) {
			this.#crash(describe(error));
			return;
		}
		this.#post(HostEvent.Boot, 0, seed, Buffer.from(JSON.stringify(config)));
		await this.idle();
	}

	/** Resolves when every event so far has been handled. */
	async idle(): Promise<void> {
		while (this.#pumping) await this.#pumping;
	}

	/** Lets `ms` of virtual time pass. Throws TypeError when the clock is a real one. */
	async advance(ms: number): Promise<void> {
		const { clock } = this.#options;
		if (!(clock instanceof VirtualClock)) throw new TypeError("only a virtual clock can be advanced");
		const end = clock.ticks + ms;
		await this.idle();
		while (!this.#dead && clock.step(end)) await this.idle();
	}

	/** Stops the firmware: it says goodbye to its broker and closes. Ends after 5 s whatever happens. */
	async stop(): Promise<void> {
		if (!this.#dead) {
			this.#post(HostEvent.Stop, 0, 0);
			let timeout: NodeJS.Timeout | undefined;
			const late = new Promise<void>((resolve) => {
				timeout = setTimeout(resolve, STOP_MS);
			});
			await Promise.race([this.#wind(), late]);
			clearTimeout(timeout);
		}
		this.#close();
	}

	/** Ends at once, as a reset or a power cut does: nobody says goodbye, and nothing more is heard of this board. */
	kill(): void {
		if (!this.#dead) this.#close();
	}

	/** Waits for the goodbye to leave and for the last lines. */
	async #wind(): Promise<void> {
		const { clock } = this.#options;
		await this.idle();
		if (clock instanceof VirtualClock) return this.advance(STOP_MS);
		await this.#board.quiet();
		await new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS));
		await this.idle();
	}

	#post(op: HostEvent, id: number, value: number, payload?: Uint8Array, done?: () => void): void {
		if (this.#dead) return;
		this.#queue.push({ op, id, value, payload, done });
		this.#pumping ??= this.#pump();
	}

	async #pump(): Promise<void> {
		// One turn later, so that #pumping is set and whoever posted has finished.
		await Promise.resolve();
		const { clock } = this.#options;
		for (let event = this.#queue.shift(); event && !this.#dead; event = this.#queue.shift()) {
			const { op, id, value, payload, done } = event;
			try {
				const delivery = await this.#engine.deliver(encodeEvent(clock.ticks, clock.time, op, id, value, payload));
				this.meter.deliveries++;
				this.meter.compute += delivery.compute;
				this.meter.allocated = delivery.allocated;
				this.#board.handle(delivery.reply);
				done?.();
			} catch (error) {
				this.#crash(describe(error));
			}
		}
		this.#pumping = undefined;
	}

	#crash(reason: string): void {
		if (this.#dead) return;
		this.#close();
		this.#options.onCrash(reason);
	}

	#close(): void {
		this.#dead = true;
		this.#queue.length = 0;
		this.#board.close();
		this.#engine.close();
	}
}

function describe(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
