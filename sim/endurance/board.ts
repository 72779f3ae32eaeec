import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { FLASH_ENDING } from "../board/flash-file";
import { type FirmwareEvent, parseEvent } from "../tally";
import type { Boot, Sample } from "./ledger";

/** So much of its standard error is remembered. */
const COMPLAINTS = 2_000;

/** What the simulator runs with. */
export interface BoardOptions {
	readonly root: string;
	readonly engine: string | undefined;
	/** The port of the proxy. */
	readonly port: number;
	/** File of the CA. */
	readonly ca: string;
	/** File that keeps what the board stores. */
	readonly storage: string;
	readonly seed: number;
	/** Channel ID. */
	readonly channel: number;
	readonly intervalS: number;
	readonly onEvent: (event: FirmwareEvent) => void;
	/** It has ended, and nobody ended it; with the end of what it said on standard error. */
	readonly onGone: (complaints: string) => void;
}

/** `npm start` as a process that can be killed and started again on the same storage; it remembers what was sampled and published. */
export class Board {
	readonly samples: Sample[] = [];
	readonly published: string[] = [];
	readonly boots: { -readonly [key in keyof Boot]: Boot[key] }[] = [];
	readonly #options: BoardOptions;
	#child: ChildProcess | undefined;
	/** Ticks 0 of this boot, in milliseconds since 1970: the earliest that any line allows. */
	#origin = 0;
	#first = 0;
	#stderr = "";

	constructor(options: BoardOptions) {
		this.#options = options;
	}

	get running(): boolean {
		return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
	}

	start(): void {
		const { root } = this.#options;
		const child = spawn(process.execPath, [join(root, "sim/start.mjs"), ...this.#arguments()], {
			cwd: root,
			stdio: ["ignore", "pipe", "pipe"],
		});
		this.#child = child;
		this.boots.push({ start: Date.now(), killed: Number.POSITIVE_INFINITY, written: 0 });
		this.#origin = Number.POSITIVE_INFINITY;
		this.#first = this.samples.length;
		createInterface({ input: child.stdout }).on("line", (line) => this.#take(line));
		child.stderr.on("data", (data: Buffer) => {
			this.#stderr = (this.#stderr + data.toString()).slice(-COMPLAINTS);
		});
		child.on("close", () => {
			if (this.#child === child) this.#options.onGone(this.#stderr.trim());
		});
	}

	/** Ends it with a signal, by its id, and waits until all it has said is here. */
	async end(signal: "SIGKILL" | "SIGINT"): Promise<void> {
		const child = this.#child;
		if (!child || !this.running) return;
		const gone = once(child, "close");
		this.#child = undefined;
		const boot = this.boots[this.boots.length - 1];
		if (signal === "SIGKILL") boot.killed = Date.now();
		child.kill(signal);
		await gone;
		boot.written = statSync(this.#options.storage + FLASH_ENDING, { throwIfNoEntry: false })?.mtimeMs ?? 0;
	}

	#arguments(): string[] {
		const { engine, port, ca, storage, seed, channel, intervalS } = this.#options;
		const settings = [
			"mqtt.host=localhost",
			`mqtt.port=${port}`,
			`mqtt.ca=@${ca}`,
			`mqtt.clientId=endurance-${channel}`,
			"mqtt.userName=endurance",
			"mqtt.password=endurance",
			"mqtt.keepAlive=30",
			"sensor.air.model=simulated",
			"sensor.air.interval=1",
			`channel.1.id=${channel}`,
			`channel.1.interval=${intervalS}`,
			"channel.1.align=true",
			"channel.1.minInterval=1",
			"channel.1.field1=air.temperature",
			"channel.1.field2=air.humidity",
			"channel.1.field8=air.temperature:count",
		];
		return [
			"--json",
			...(engine === undefined ? [] : ["--engine", engine]),
			...["--storage", storage, "--seed", `${(seed + this.boots.length) % 2 ** 32}`],
			...settings.flatMap((setting) => ["--set", setting]),
		];
	}

	#take(line: string): void {
		const event = parseEvent(line);
		if (!event) return;
		this.#settle(Date.now() - event.ticks);
		if (event.event === "sample") this.#sample(event);
		else if (event.event === "published") this.published.push(String(event.payload));
		this.#options.onEvent(event);
	}

	/** A line comes late, never early: the earliest origin is the true one, and corrects the samples of this boot. */
	#settle(origin: number): void {
		if (origin >= this.#origin) return;
		const late = this.#origin - origin;
		this.#origin = origin;
		this.boots[this.boots.length - 1].start = origin;
		if (!Number.isFinite(late)) return;
		for (let i = this.#first; i < this.samples.length; i++)
			this.samples[i] = { ...this.samples[i], time: this.samples[i].time - late };
	}

	#sample({ ticks, values }: FirmwareEvent): void {
		const { temperature = Number.NaN, humidity = Number.NaN } = values as { temperature?: number; humidity?: number };
		if (!Number.isFinite(temperature)) return;
		this.samples.push({ boot: this.boots.length, time: this.#origin + ticks, temperature, humidity });
	}
}
