import type { DeviceRequest, DeviceResult, Fault, Runner, Violation } from "../../sim/soak/device";

/** A result in which nothing is wrong. */
export function goodResult(days = 20): DeviceResult {
	return {
		days,
		events: 10 * days,
		readings: days,
		delivered: days - 1,
		kept: 1,
		evicted: 0,
		thinned: 0,
		cut: 0,
		violated: 0,
		lost: 0,
		duplicates: 0,
		violations: [],
		faults: { cut: 2 },
		pairs: ["cut+reset"],
		states: ["ready"],
		trace: "t",
	};
}

/** Results with these violations. */
export function withViolations(result: DeviceResult, violations: readonly Violation[]): DeviceResult {
	return { ...result, violations, violated: violations.length };
}

/** A runner in this process: `live` decides what becomes of a request; the faults drawn are `drawn`. */
export function fakeRunner(live: (request: DeviceRequest) => DeviceResult, drawn: readonly Fault[] = []): Runner {
	return {
		run: async (request) => live(request),
		draw: async () => drawn,
		close: () => undefined,
	};
}

/**
 * A script with the two functions of the soak's bundle, for any engine. The device with an odd seed violates C1; a fault of the kind `hang`
 * hangs it, one of `throw` throws.
 */
export const FAKE_WORLD = `
globalThis.drawFaults = (json) => JSON.stringify([{ kind: "cut", at: JSON.parse(json).seed % 100, ms: 5, seed: 1 }]);
globalThis.runDevice = (json) => {
	const { seed, days, faults } = JSON.parse(json);
	const kind = faults && faults[0] && faults[0].kind;
	if (kind === "throw") throw new Error("planted");
	while (kind === "hang");
	const violations = seed % 2 ? [{ rule: "C1", text: "a reading is gone", day: 1.5 }] : [];
	let hash = seed >>> 0;
	for (let i = 0; i < 1000; i++) hash = (Math.imul(hash, 1664525) + 1013904223) >>> 0;
	return JSON.stringify({
		days, events: 7, readings: 5, delivered: 3, kept: 1, evicted: 1, thinned: 0, cut: 0, lost: violations.length, duplicates: 0,
		violated: violations.length, violations, faults: { cut: 1 }, pairs: [], states: ["ready"], trace: String(hash),
	});
};
globalThis.handleCommand = (bytes) => {
	const [name, json] = new TextDecoder().decode(new Uint8Array(bytes)).split(" ");
	return { result: new TextEncoder().encode(globalThis[name](json)).slice().buffer };
};
`;
