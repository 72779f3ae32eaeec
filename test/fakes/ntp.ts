import { FakeClock } from "fakes/clock";
import { RecordingLog } from "fakes/log";
import { FakeUdpNet } from "fakes/udp";
import { TimeSync, type TimeSyncOptions } from "net/time-sync";

const EPOCH_S = 2_208_988_800;

/** What a test may get wrong in an answer. */
export interface AnswerFaults {
	readonly leap?: number;
	readonly stratum?: number;
	readonly mode?: number;
	/** Bytes 24 to 31 in place of the request's. */
	readonly origin?: Uint8Array;
	readonly zero?: boolean;
}

/** A server's answer to `request` at `time` (milliseconds since 1970). */
export function ntpAnswer(request: Uint8Array, time: number, faults: AnswerFaults = {}): Uint8Array {
	const answer = new Uint8Array(48);
	const { leap = 0, stratum = 2, mode = 4, origin = request.subarray(40, 48), zero = false } = faults;
	answer[0] = (leap << 6) | (4 << 3) | mode;
	answer[1] = stratum;
	answer.set(origin, 24);
	const view = new DataView(answer.buffer);
	for (const at of zero ? [] : [32, 40]) {
		view.setUint32(at, (Math.floor(time / 1_000) + EPOCH_S) % 2 ** 32);
		view.setUint32(at + 4, Math.floor(((time % 1_000) / 1_000) * 2 ** 32));
	}
	return answer;
}

/** When the firmware of a test was built. */
export const BUILT = Date.UTC(2026, 8, 1);
/** What the time is at ticks 0. */
export const TRUE_TIME = Date.UTC(2026, 10, 22, 10, 0, 0);

/** A time-sync with everything around it in the test's hands. The board does not know the time. */
export function syncBench(changes: Partial<TimeSyncOptions> = {}) {
	const clock = new FakeClock(0);
	const log = new RecordingLog();
	const net = new FakeUdpNet();
	const addresses = new Map([
		["one.test", "192.0.2.1"],
		["two.test", "192.0.2.2"],
	]);
	const faults: unknown[] = [];
	let synced = 0;
	const sync = new TimeSync({
		clock,
		random: () => 0.5,
		log,
		timeServers: ["one.test", "two.test"],
		built: BUILT,
		resolve: (host, callback) => callback(addresses.get(host)),
		udp: net.io,
		setTime: (time) => {
			clock.epoch = time - clock.ticks;
		},
		onSynced: () => synced++,
		onFault: (error) => faults.push(error),
		...changes,
	});
	return {
		sync,
		clock,
		log,
		net,
		addresses,
		faults,
		get synced() {
			return synced;
		},
		/** The newest request is answered with the true time, or `offMs` from it. */
		answer(offMs = 0, wrong: AnswerFaults = {}): void {
			net.answer(ntpAnswer(net.last.bytes, TRUE_TIME + clock.ticks + offMs, wrong));
		},
	};
}
