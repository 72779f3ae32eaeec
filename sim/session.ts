import type { BoardFlash } from "./board/flash";
import type { BoardStorage } from "./board/storage";
import type { BoardSupervisor } from "./board/supervisor";
import { Simulator, type SimulatorOptions } from "./simulator";
import { parseEvent, Tally } from "./tally";
import { render, type ViewMode } from "./view";

/** How long the PINGRESP behind the last publish is waited for, in real milliseconds. */
const PROOF_MS = 5_000;
/** The same at the end of --for, where the user's time is up. */
const LATE_PROOF_MS = 1_000;
/** A second Ctrl-C sooner than this is the same one: npm passes on the signal that the terminal has sent already. */
const INTERRUPT_MS = 1_000;

/** What stops it politely; SIGHUP comes when its terminal is closed. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** How often it is looked at whether the parent process is still there, in real milliseconds. */
const PARENT_MS = 1_000;

/** How long a board takes from its reset to its firmware: ROM, bootloader, SDK; in ticks. */
const RESET_MS = 300;

/** A run of the simulator from the command line. */
export interface SessionOptions extends Omit<SimulatorOptions, "onLine" | "onCrash" | "onRestart"> {
	/** Outlives the board's restarts. */
	readonly storage: BoardStorage;
	/** Outlives the board's restarts. */
	readonly flash: BoardFlash;
	/** Outlives the board's restarts. */
	readonly supervisor: BoardSupervisor;
	/** Stop after so much of the board's time. */
	readonly forMs: number | undefined;
	/** Stop after so many publishes. */
	readonly publishes: number | undefined;
	/** How the firmware's lines are shown; undefined: not at all, its console is on the terminal. */
	readonly mode: ViewMode | undefined;
	/** True: a run without a proved publish is as good as any. */
	readonly proofless: boolean;
}

/** Runs the firmware until it is time to stop, over its restarts, shows its lines, and knows how it went. */
export class Session {
	readonly #options: SessionOptions;
	readonly #tally = new Tally();
	readonly #over: Promise<void>;
	#finish: () => void = () => undefined;
	#simulator: Simulator | undefined;
	#resets = 0;
	#crashed = false;
	#stopping = false;
	#patience: NodeJS.Timeout | undefined;

	constructor(options: SessionOptions) {
		this.#options = options;
		this.#over = new Promise((resolve) => {
			this.#finish = resolve;
		});
	}

	/** Resolves to the exit code when everything has ended. */
	async run(): Promise<number> {
		const { clock, forMs, proofless } = this.#options;
		const release = this.#onInterrupt();
		await this.#boot();
		if (forMs !== undefined) clock.at(clock.ticks + forMs, () => this.#stopSoon(LATE_PROOF_MS));
		await this.#over;
		await this.#simulator?.stop();
		clearTimeout(this.#patience);
		release();
		if ((this.#tally.proved || proofless) && !this.#crashed) return 0;
		const { published } = this.#tally;
		if (!proofless)
			process.stderr.write(`fieldfeed: nothing was proved: ${published} published, and no PINGRESP behind any\n`);
		return 1;
	}

	/** The user wants it to stop. */
	stop(): void {
		this.#finish();
	}

	async #boot(): Promise<void> {
		const { seed } = this.#options;
		this.#simulator = new Simulator({
			...this.#options,
			seed: (seed + this.#resets) % 2 ** 32,
			onLine: (line) => this.#take(line),
			onCrash: (reason) => this.#crash(reason),
			onRestart: () => this.#restart(),
		});
		await this.#simulator.start();
	}

	/** What a reset leaves is the storage, the flash, the retained memory, the clock, and who is on the serial port. */
	#restart(): void {
		const { clock } = this.#options;
		this.#simulator?.kill();
		this.#simulator = undefined;
		this.#resets++;
		let stopped = false;
		this.#over.then(() => {
			stopped = true;
		});
		clock.at(clock.ticks + RESET_MS, () => {
			if (!stopped) this.#boot().catch((error: Error) => this.#crash(error.message));
		});
	}

	#take(line: string): void {
		const { clock, mode, publishes = Number.POSITIVE_INFINITY } = this.#options;
		const text = mode && render(line, mode, clock.ticks, new Date(clock.time));
		if (text !== undefined) process.stdout.write(`${text}\n`);
		const event = parseEvent(line);
		if (!event) return;
		this.#tally.take(event);
		if (this.#stopping && !this.#tally.owed) this.#finish();
		else if (this.#tally.published >= publishes) this.#stopSoon(PROOF_MS);
	}

	/** Stops as soon as the last publish is proved, at the latest in `ms` real milliseconds. */
	#stopSoon(ms: number): void {
		if (this.#stopping) return;
		this.#stopping = true;
		if (!this.#tally.owed) this.#finish();
		else this.#patience = setTimeout(this.#finish, ms);
	}

	#crash(reason: string): void {
		this.#crashed = true;
		const text = `the firmware crashed: ${reason.split("\n")[0]}`;
		const { clock, mode } = this.#options;
		if (mode === "json") process.stdout.write(`${JSON.stringify({ ticks: clock.ticks, event: "error", text })}\n`);
		process.stderr.write(`fieldfeed: ${text}\n`);
		this.#finish();
	}

	/** Ctrl-C stops politely, a second one at once; so does the end of whoever started it (npm passes no SIGTERM on). Returns what takes it back. */
	#onInterrupt(): () => void {
		const parent = process.ppid;
		const watch = setInterval(() => {
			if (process.ppid !== parent) this.#finish();
		}, PARENT_MS);
		let first = 0;
		const interrupt = (): void => {
			if (first !== 0 && performance.now() - first > INTERRUPT_MS) process.exit(1);
			if (first === 0) first = performance.now();
			this.#finish();
		};
		for (const signal of SIGNALS) process.on(signal, interrupt);
		return () => {
			clearInterval(watch);
			for (const signal of SIGNALS) process.off(signal, interrupt);
		};
	}
}
