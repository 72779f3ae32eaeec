import type { DeviceRequest, DeviceResult, Runner, RunnerMaker } from "./device";
import type { Device } from "./fleet";

/** The rule of a device that gave no result: the world or the engine threw, or the firmware never came to rest. */
export const NO_RESULT = "X1";
/** A day of the board's time may take so long on the wall at most, on XS on a busy machine; and each run at least the second. */
const DAY_MS = 4_000;
const LEAST_MS = 300_000;

/** Runs devices one after another; a runner that failed is replaced. */
export class Lane {
	readonly #make: RunnerMaker;
	#runner: Runner | undefined;

	constructor(make: RunnerMaker) {
		this.#make = make;
	}

	get runner(): Runner {
		this.#runner ??= this.#make();
		return this.#runner;
	}

	/** Never rejects: what threw becomes a violation. */
	async run(request: DeviceRequest): Promise<DeviceResult> {
		try {
			return await this.runner.run(request, Math.max(LEAST_MS, request.days * DAY_MS));
		} catch (error) {
			this.close();
			return failure(request, error instanceof Error ? error.message : String(error));
		}
	}

	close(): void {
		this.#runner?.close();
		this.#runner = undefined;
	}
}

/** Runs all devices, `jobs` at a time, in the order of their numbers; `done` hears of each as it ends. True ends it early. */
export async function runFleet(
	devices: readonly Device[],
	jobs: number,
	make: RunnerMaker,
	done: (device: Device, result: DeviceResult) => boolean | undefined,
): Promise<void> {
	let next = 0;
	let stopped = false;
	const work = async (): Promise<void> => {
		const lane = new Lane(make);
		while (!stopped && next < devices.length) {
			const device = devices[next++];
			const { seed, days } = device;
			const result = await lane.run({ seed, days });
			if (done(device, result)) stopped = true;
		}
		lane.close();
	};
	await Promise.all(Array.from({ length: Math.min(jobs, devices.length) }, work));
}

/** What stands for the result of a run that has none. */
function failure({ days }: DeviceRequest, text: string): DeviceResult {
	return {
		days,
		events: 0,
		readings: 0,
		delivered: 0,
		kept: 0,
		evicted: 0,
		thinned: 0,
		cut: 0,
		lost: 0,
		duplicates: 0,
		violated: 1,
		violations: [{ rule: NO_RESULT, text, day: 0 }],
		faults: {},
		pairs: [],
		states: [],
		trace: "none",
	};
}
