import { failureWords } from "console/words";
import { Failure } from "core/result";
import { failed, type StepContext, type StepRun, settled, type Verdict } from "firmware/self-test/step";
import type { Transport, TransportCallbacks, TransportOptions } from "mqtt/transport";

/** Does the broker's port answer? */
export function beginTcp({ kit, parts, broker, found }: StepContext): StepRun {
	const options = kit.transport({ ...broker, host: found.address }, parts.network.resolve, true);
	return open(options, `${found.address} answers on port ${broker.port}`);
}

/** Is the server who it should be? */
export function beginTls({ kit, parts, broker }: StepContext): StepRun {
	if (broker.transport === "tcp")
		return settled({ ok: true, text: "left out: mqtt.transport is tcp, nothing is encrypted" });
	if (kit.clock.time === 0)
		return settled(failed("a certificate cannot be judged without the time: see the step Time"));
	const options = kit.transport(broker, parts.network.resolve, false);
	return open(options, `the certificate is good, and it is for ${broker.host}`);
}

/** Opens a network connection to see whether it can be, and closes it again. */
function open(options: TransportOptions, good: string): StepRun {
	let verdict: Verdict | undefined;
	const callbacks: TransportCallbacks = {
		onWritable() {
			verdict ??= { ok: true, text: good };
		},
		onReadable: () => undefined,
		onClose(failure) {
			verdict ??= failed(closedWords(failure, transport.detail ?? 0));
		},
	};
	const Io = options.io as new (options: object) => Transport;
	const transport = new Io({ ...options, ...callbacks });
	return {
		look: () => verdict,
		late: () => failureWords(Failure.OpenTimeout),
		close: () => transport.close(),
	};
}

function closedWords(failure: Failure, detail: number): string {
	const reason = failureWords(failure === Failure.Closed ? Failure.ClosedEarly : failure);
	return detail === 0 ? reason : `${reason} (TLS ${detail})`;
}
