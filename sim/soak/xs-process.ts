import { XsEngine } from "../engine/xs";
import type { DeviceRequest, DeviceResult, Fault, Runner } from "./device";

/** Runs devices on XS, in a process of their own. `worker`: where findWorker found it; `script` is the bundle of the world and the firmware. */
export class XsRunner implements Runner {
	readonly #engine: XsEngine;
	readonly #loaded: Promise<void>;

	constructor(worker: string, script: string) {
		this.#engine = new XsEngine(worker, () => new Uint8Array(0));
		this.#loaded = this.#engine.load(script);
		this.#loaded.catch(() => undefined); // whoever asks first hears of it
	}

	async run(request: DeviceRequest, limitMs: number): Promise<DeviceResult> {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<never>((_, reject) => {
			timer = setTimeout(() => reject(new Error(`no result within ${limitMs / 1_000} s`)), limitMs);
		});
		try {
			return JSON.parse(await Promise.race([this.#ask("runDevice", request), late]));
		} finally {
			clearTimeout(timer);
		}
	}

	async draw(request: DeviceRequest): Promise<readonly Fault[]> {
		return JSON.parse(await this.#ask("drawFaults", request));
	}

	close(): void {
		this.#engine.close();
	}

	async #ask(name: string, request: DeviceRequest): Promise<string> {
		await this.#loaded;
		const { reply } = await this.#engine.deliver(
			new TextEncoder().encode(`${name} ${JSON.stringify(request)}`).slice().buffer as ArrayBuffer,
		);
		return Buffer.from(reply).toString("utf8");
	}
}
