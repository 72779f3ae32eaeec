import { failureWords, linkWords, syncWords } from "console/words";
import { literalAddress } from "core/address";
import { LinkFailure, SyncFailure } from "core/network";
import { Failure } from "core/result";
import { failed, type StepContext, type StepRun, settled, type Verdict } from "firmware/self-test/step";
import { NetworkPhase, type NetworkState } from "net/network-state";

/** A network that is between two attempts for so long is not coming up by itself soon; between two access points it is for less. */
const RESTING_MS = 2_000;

/** Is the board on its network? */
export function beginLink({ kit, parts }: StepContext): StepRun {
	const { clock } = kit;
	let resting = clock.ticks;
	return {
		look() {
			const { state } = parts.network;
			if (state.phase === NetworkPhase.Own) return { ok: true, text: "on this platform's own network" };
			if (state.phase === NetworkPhase.Up) return { ok: true, text: upWords(state) };
			if (state.phase === NetworkPhase.Unset)
				return failed("no network is set: set net.wifi.1.ssid and net.wifi.1.password, or net.kind ethernet");
			if (state.phase !== NetworkPhase.Waiting) resting = clock.ticks;
			return clock.ticks - resting >= RESTING_MS ? failed(downWords(state)) : undefined;
		},
		late: () => downWords(parts.network.state),
		close: () => undefined,
	};
}

function upWords({ network, address, rssi }: NetworkState): string {
	const signal = Number.isNaN(rssi) ? "" : `, ${rssi} dBm`;
	return `on ${network}, address ${address}${signal}`;
}

function downWords({ failure }: NetworkState): string {
	return failure === LinkFailure.None ? "not on the network yet: try again in a minute" : linkWords(failure);
}

/** Is the time known? Without TLS that is only a matter of created_at. */
export function beginTime({ kit, monitor, parts }: StepContext): StepRun {
	const { clock, platform } = kit;
	const before = monitor.syncFailures;
	const servers = parts.plan.network.timeServers.length;
	const late = (): string => `${syncWords(SyncFailure.Silent)} (or set the clock by the command time)`;
	return {
		look(): Verdict | undefined {
			if (clock.time === 0) return monitor.syncFailures - before >= servers ? { ok: false, text: late() } : undefined;
			const from =
				monitor.server !== "" ? `, from ${monitor.server}` : platform.keepsTime ? ", kept by this platform" : "";
			return { ok: true, text: `${new Date(clock.time).toISOString().slice(0, 19)}Z${from}` };
		},
		late,
		close: () => undefined,
	};
}

/** Has the broker's host an address? */
export function beginDns({ parts, broker, found }: StepContext): StepRun {
	const literal = literalAddress(broker.host);
	if (literal !== undefined) {
		found.address = literal;
		return settled({ ok: true, text: `${broker.host} needs no name server` });
	}
	let verdict: Verdict | undefined;
	let over = false;
	parts.network.resolve(broker.host, (address) => {
		if (over) return;
		if (address === undefined) verdict = failed(failureWords(Failure.Resolve));
		else {
			found.address = address;
			verdict = { ok: true, text: `${broker.host} is ${address}` };
		}
	});
	return {
		look: () => verdict,
		late: () => failureWords(Failure.Resolve),
		close() {
			over = true;
		},
	};
}
